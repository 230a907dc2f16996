//! `cargo xtask codegen`: documents → crates. Everything is planned before anything is written, so that one bad
//! document changes nothing.

use std::{
    collections::BTreeMap,
    error::Error as _,
    path::{Path, PathBuf},
};

use vetted_codegen::{
    census::Census,
    diagnostic::Severity,
    settings::{Membership, Runtime, crate_name, default_crate_name},
    write::{self, Change, File, Plan},
};
use xtask::paths;

use crate::{
    arguments::{Codegen, Standalone, What},
    commands::coverage,
    evidence::Evidence,
    generate::{self, Done, Job},
    report::{Exit, Failure, Report},
    repository::Repository,
};

/// Generates, then writes or compares.
pub(crate) fn run(
    repository: &Repository,
    asked: &Codegen,
    report: &Report,
) -> Result<Exit, Failure> {
    let (jobs, command) = match &asked.what {
        What::Apis(apis) => (repository_jobs(repository, apis)?, repository_command(apis)),
        What::Document(standalone) => {
            (vec![standalone_job(repository, standalone)?], standalone_command(standalone))
        }
    };
    let done = generate::all(jobs, &asked.levels, report);
    for each in &done {
        // Notes are for `lint`: they would hide what changed.
        report.findings(&each.document, &each.findings, Severity::Warning);
    }
    if done.iter().any(Done::failed) {
        return Ok(Exit::Bad);
    }
    refuse_shared_names(&done)?;
    let census = done.iter().fold(Census::default(), |all, each| all + each.census);

    let mut plans = Vec::new();
    let mut evidence = Vec::new();
    for each in done {
        evidence.push((each.job.name.clone(), Evidence::of(&each.job.name, &each.document)));
        plans.push((each.job.name, plan(repository, &each.job.out, each.files)?));
    }
    if let What::Apis(apis) = &asked.what {
        if apis.is_empty() {
            plans.extend(stale_crates(repository, &plans)?);
        }
        plans.extend(
            coverage::plan(repository, &evidence)?.map(|plan| ("coverage".to_owned(), plan)),
        );
    }
    if asked.check {
        Ok(compare(repository, &plans, &command, report))
    } else {
        let exit = apply(repository, plans, report)?;
        report.result(&census.to_string());
        Ok(exit)
    }
}

/// Lists what differs.
pub(crate) fn compare(
    repository: &Repository,
    plans: &[(String, Plan)],
    command: &str,
    report: &Report,
) -> Exit {
    let mut differing = Vec::new();
    for (_, plan) in plans {
        notices(repository, plan, report);
        for (change, path) in plan.changes() {
            differing.push((change.to_string(), repository.show(&plan.dir().join(path))));
        }
    }
    if differing.is_empty() {
        return Exit::Good;
    }
    report.differing(&differing, command);
    Exit::Bad
}

/// Stages everything, then brings it into place: a full disk shows before the first crate changes.
pub(crate) fn apply(
    repository: &Repository,
    plans: Vec<(String, Plan)>,
    report: &Report,
) -> Result<Exit, Failure> {
    let mut staged = Vec::new();
    for (name, plan) in plans {
        notices(repository, &plan, report);
        let line = summary(&name, &plan);
        staged.push((line, plan.stage().map_err(|err| disk(repository, &err))?));
    }
    for (line, each) in staged {
        each.commit().map_err(|err| disk(repository, &err))?;
        report.result(&line);
    }
    Ok(Exit::Good)
}

/// Tells what is left as it is.
fn notices(repository: &Repository, plan: &Plan, report: &Report) {
    for notice in plan.notices() {
        let files: Vec<String> =
            notice.files().iter().map(|path| repository.show(&plan.dir().join(path))).collect();
        report.left(&format!("`{}`: {notice}", repository.show(plan.dir())), &files);
    }
}

fn summary(name: &str, plan: &Plan) -> String {
    if plan.is_empty() {
        return format!("{name}: unchanged");
    }
    let count = |wanted| plan.changes().filter(|(change, _)| *change == wanted).count();
    format!(
        "{name}: {} created, {} updated, {} deleted, {} unchanged",
        count(Change::Create),
        count(Change::Update),
        count(Change::Delete),
        plan.same(),
    )
}

/// The jobs for the crates of a repository.
pub(crate) fn repository_jobs(
    repository: &Repository,
    apis: &[String],
) -> Result<Vec<Job>, Failure> {
    let specs = repository.select(apis)?;
    Ok(specs
        .into_iter()
        .map(|spec| Job {
            shown_as: repository.show(&spec.path),
            source: repository.show(&spec.path),
            out: repository.crate_dir(&spec.api),
            spec: spec.path,
            overlays: Vec::new(),
            crate_name: None,
            default_name: default_crate_name(&spec.api),
            name: spec.api,
            runtime: Runtime::Path(Repository::RUNTIME_FROM_CRATE.to_owned()),
            membership: Membership::Workspace,
        })
        .collect())
}

/// The job for any document, of which only the findings are wanted.
pub(crate) fn lint_job(spec: PathBuf, overlays: Vec<PathBuf>) -> Job {
    let shown_as = paths::slashed(&spec);
    let stem = spec.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Job {
        source: shown_as.clone(),
        name: shown_as.clone(),
        shown_as,
        spec,
        overlays,
        out: PathBuf::new(),
        crate_name: None,
        default_name: default_crate_name(&stem),
        runtime: Runtime::Path("runtime".to_owned()),
        membership: Membership::Standalone,
    }
}

fn standalone_job(repository: &Repository, asked: &Standalone) -> Result<Job, Failure> {
    let unreachable = |path: &Path, err: &dyn std::fmt::Display| {
        Failure::new("path", format!("cannot reach `{}`: {err}", path.display()))
    };
    if let Some(name) = &asked.name {
        crate_name(name).map_err(|why| Failure::usage(format!("--name: {why}")))?;
    }
    let out = paths::resolved(&asked.out).map_err(|err| unreachable(&asked.out, &err))?;
    let spec = paths::resolved(&asked.spec).map_err(|err| unreachable(&asked.spec, &err))?;
    let folder = |dir: &Path| -> Result<Runtime, Failure> {
        let dir = paths::resolved(dir).map_err(|err| unreachable(dir, &err))?;
        Ok(Runtime::Path(paths::relative(&out, &dir)))
    };
    let runtime = match &asked.runtime {
        None => folder(&Repository::this().runtime_dir())?,
        Some(dir) if Path::new(dir).join("Cargo.toml").is_file() => folder(Path::new(dir))?,
        Some(version) if is_version(version) => Runtime::Version(version.clone()),
        Some(other) => {
            return Err(Failure::usage(format!(
                "--runtime: `{other}` is neither a version nor a folder with a Cargo.toml"
            )));
        }
    };
    Ok(Job {
        source: repository.source_name(&spec),
        runtime,
        crate_name: asked.name.clone(),
        // What is said in the end is what became of the folder.
        name: repository.show(&out),
        out,
        ..lint_job(asked.spec.clone(), asked.overlays.clone())
    })
}

/// Whether a text can be a version in a manifest.
fn is_version(text: &str) -> bool {
    let number = text.trim_start_matches(['^', '~', '=', ' ']);
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+'))
}

fn repository_command(apis: &[String]) -> String {
    ["cargo xtask codegen"]
        .into_iter()
        .chain(apis.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join(" ")
}

fn standalone_command(asked: &Standalone) -> String {
    let mut command = format!(
        "cargo xtask codegen --spec {} --out {}",
        asked.spec.display(),
        asked.out.display()
    );
    for (option, value) in [("--name", &asked.name), ("--runtime", &asked.runtime)] {
        if let Some(value) = value {
            command.extend([" ", option, " ", value]);
        }
    }
    for overlay in &asked.overlays {
        command.push_str(&format!(" --overlay {}", overlay.display()));
    }
    command
}

/// The crates whose documents are gone.
fn stale_crates(
    repository: &Repository,
    current: &[(String, Plan)],
) -> Result<Vec<(String, Plan)>, Failure> {
    let mut plans = Vec::new();
    for name in repository.crates() {
        if current.iter().any(|(known, _)| *known == name) {
            continue;
        }
        let dir = repository.crate_dir(&name);
        let plan = plan(repository, &dir, Vec::new())?;
        let is_told = plan.is_unfinished() || !plan.notices().is_empty();
        if plan.removes_folder() || (plan.is_empty() && is_told) {
            plans.push((name, plan));
        } else if !plan.is_empty() {
            let message = format!(
                "`{}` has no document any more, and holds files that were not generated",
                repository.show(&dir)
            );
            return Err(
                Failure::new("stale-crate", message).help("move them away, or delete the folder")
            );
        }
    }
    Ok(plans)
}

/// Two crates of one name cannot be in a workspace.
fn refuse_shared_names(done: &[Done]) -> Result<(), Failure> {
    let mut owners = BTreeMap::new();
    for each in done {
        if let Some(other) = owners.insert(&each.crate_name, &each.job.name) {
            let message =
                format!("`{other}` and `{}` give the crate `{}`", each.job.name, each.crate_name);
            return Err(Failure::new("two-crates", message));
        }
    }
    Ok(())
}

/// Plans.
pub(crate) fn plan(repository: &Repository, dir: &Path, files: Vec<File>) -> Result<Plan, Failure> {
    write::plan(dir, files).map_err(|err| disk(repository, &err))
}

/// A failure of the disk, with the system's own words.
pub(crate) fn disk(repository: &Repository, err: &write::Error) -> Failure {
    let mut message = format!("`{}`: {}", repository.show(&err.path), err.problem);
    if let Some(source) = err.source() {
        message.push_str(&format!(": {source}"));
    }
    let failure = Failure::new("disk", message);
    match err.problem {
        write::Problem::Foreign => failure
            .help("rename it, or choose another folder; a file that you wrote is not overwritten"),
        write::Problem::Unlisted => failure.help(format!(
            "if you wrote it, move it away: it is not overwritten; if it was generated (a merge can lose lines of the \
             list), delete `{}` and run this again",
            write::LIST
        )),
        write::Problem::Appeared => failure.help("run this again: what is done already stays done"),
        write::Problem::Busy => failure.help("wait for the other run, then try again"),
        _ => failure,
    }
}
