//! Tables of 200 lines compile within the compiler's own recursion limit.
#![deny(warnings)]
#![allow(non_snake_case, reason = "one list of names serves fields and variants")]

use vetted_runtime::{Check, Parts, Place, Unknown, UnknownValue};

macro_rules! tables {
    ($($key:literal $name:ident)*) => {
        #[derive(Debug, PartialEq)]
        struct Object { $($name: Option<i64>,)* }
        vetted_runtime::object! { Object { $($key => $name: i64, optional;)* } }
        vetted_runtime::multipart! { Object { $($key => $name: i64, optional;)* } }
        vetted_runtime::rules! { Object { $($name: at_least(0), at_most(9);)* } }

        #[derive(Debug, PartialEq)]
        enum Text { $($name,)* Unknown(Unknown) }
        vetted_runtime::string_enum! { Text { $($key => $name;)* } }

        #[derive(Debug, PartialEq)]
        enum Tagged { $($name(Object),)* Unknown(UnknownValue) }
        vetted_runtime::union! { Tagged by "kind" { $($key => $name(Object), adds $key;)* } }

        #[derive(Debug, PartialEq)]
        enum Shaped { $($name(Object),)* Unknown(UnknownValue) }
        vetted_runtime::union! { Shaped { $(object has($key) => $name(Object);)* } }
        vetted_runtime::rules! { Shaped { $($name: variant;)* } }
    };
}

tables! {
    "f-0" F0 "f-1" F1 "f-2" F2 "f-3" F3 "f-4" F4 "f-5" F5 "f-6" F6 "f-7" F7
    "f-8" F8 "f-9" F9 "f-10" F10 "f-11" F11 "f-12" F12 "f-13" F13 "f-14" F14 "f-15" F15
    "f-16" F16 "f-17" F17 "f-18" F18 "f-19" F19 "f-20" F20 "f-21" F21 "f-22" F22 "f-23" F23
    "f-24" F24 "f-25" F25 "f-26" F26 "f-27" F27 "f-28" F28 "f-29" F29 "f-30" F30 "f-31" F31
    "f-32" F32 "f-33" F33 "f-34" F34 "f-35" F35 "f-36" F36 "f-37" F37 "f-38" F38 "f-39" F39
    "f-40" F40 "f-41" F41 "f-42" F42 "f-43" F43 "f-44" F44 "f-45" F45 "f-46" F46 "f-47" F47
    "f-48" F48 "f-49" F49 "f-50" F50 "f-51" F51 "f-52" F52 "f-53" F53 "f-54" F54 "f-55" F55
    "f-56" F56 "f-57" F57 "f-58" F58 "f-59" F59 "f-60" F60 "f-61" F61 "f-62" F62 "f-63" F63
    "f-64" F64 "f-65" F65 "f-66" F66 "f-67" F67 "f-68" F68 "f-69" F69 "f-70" F70 "f-71" F71
    "f-72" F72 "f-73" F73 "f-74" F74 "f-75" F75 "f-76" F76 "f-77" F77 "f-78" F78 "f-79" F79
    "f-80" F80 "f-81" F81 "f-82" F82 "f-83" F83 "f-84" F84 "f-85" F85 "f-86" F86 "f-87" F87
    "f-88" F88 "f-89" F89 "f-90" F90 "f-91" F91 "f-92" F92 "f-93" F93 "f-94" F94 "f-95" F95
    "f-96" F96 "f-97" F97 "f-98" F98 "f-99" F99 "f-100" F100 "f-101" F101 "f-102" F102 "f-103" F103
    "f-104" F104 "f-105" F105 "f-106" F106 "f-107" F107 "f-108" F108 "f-109" F109 "f-110" F110 "f-111" F111
    "f-112" F112 "f-113" F113 "f-114" F114 "f-115" F115 "f-116" F116 "f-117" F117 "f-118" F118 "f-119" F119
    "f-120" F120 "f-121" F121 "f-122" F122 "f-123" F123 "f-124" F124 "f-125" F125 "f-126" F126 "f-127" F127
    "f-128" F128 "f-129" F129 "f-130" F130 "f-131" F131 "f-132" F132 "f-133" F133 "f-134" F134 "f-135" F135
    "f-136" F136 "f-137" F137 "f-138" F138 "f-139" F139 "f-140" F140 "f-141" F141 "f-142" F142 "f-143" F143
    "f-144" F144 "f-145" F145 "f-146" F146 "f-147" F147 "f-148" F148 "f-149" F149 "f-150" F150 "f-151" F151
    "f-152" F152 "f-153" F153 "f-154" F154 "f-155" F155 "f-156" F156 "f-157" F157 "f-158" F158 "f-159" F159
    "f-160" F160 "f-161" F161 "f-162" F162 "f-163" F163 "f-164" F164 "f-165" F165 "f-166" F166 "f-167" F167
    "f-168" F168 "f-169" F169 "f-170" F170 "f-171" F171 "f-172" F172 "f-173" F173 "f-174" F174 "f-175" F175
    "f-176" F176 "f-177" F177 "f-178" F178 "f-179" F179 "f-180" F180 "f-181" F181 "f-182" F182 "f-183" F183
    "f-184" F184 "f-185" F185 "f-186" F186 "f-187" F187 "f-188" F188 "f-189" F189 "f-190" F190 "f-191" F191
    "f-192" F192 "f-193" F193 "f-194" F194 "f-195" F195 "f-196" F196 "f-197" F197 "f-198" F198 "f-199" F199
}

#[test]
fn wide_tables_work() {
    let object: Object = serde_json::from_str(r#"{"f-199":7,"f-0":1}"#).unwrap();
    assert_eq!((object.F0, object.F199), (Some(1), Some(7)));
    assert_eq!(serde_json::to_string(&object).unwrap(), r#"{"f-0":1,"f-199":7}"#);
    assert_eq!(object.parts().unwrap().len(), 2);
    assert_eq!(object.check(&mut Place::default()), Ok(()));

    assert_eq!(Text::from("f-123"), Text::F123);
    let tagged: Tagged = serde_json::from_str(r#"{"kind":"f-199","f-1":1}"#).unwrap();
    assert!(matches!(tagged, Tagged::F199(_)));
    let shaped: Shaped = serde_json::from_str(r#"{"f-150":10}"#).unwrap();
    assert!(matches!(shaped, Shaped::F150(_)));
    let violation = shaped.check(&mut Place::default()).unwrap_err();
    assert_eq!(violation.to_string(), "`F150` must be at most 9");
}
