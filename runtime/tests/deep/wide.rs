//! Types with as many fields as any document gives one, in which they stand again.

use vetted_runtime::UnknownValue;

macro_rules! wide {
    ($($key:literal $name:ident)*) => {
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct Wide {
            $(pub $name: Option<String>,)*
            pub either: Option<Box<Either>>,
            pub again: Option<Box<Wide>>,
        }

        vetted_runtime::object! {
            Wide {
                $($key => $name: String, optional;)*
                "either" => either: Box<Either>, optional;
                "again" => again: Box<Wide>, optional;
            }
        }

        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct Other {
            $(pub $name: Option<String>,)*
            pub either: Option<Box<Either>>,
            pub needed: String,
        }

        vetted_runtime::object! {
            Other {
                $($key => $name: String, optional;)*
                "either" => either: Box<Either>, optional;
                "needed" => needed: String, required;
            }
        }
    };
}

/// Both are large, and not held elsewhere.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "generated ones are")]
pub enum Either {
    Other(Other),
    Wide(Wide),
    Unknown(UnknownValue),
}

vetted_runtime::union! {
    Either {
        object => Other(Other);
        object => Wide(Wide);
    }
}

wide! {
    "f-0" f0 "f-1" f1 "f-2" f2 "f-3" f3 "f-4" f4 "f-5" f5 "f-6" f6 "f-7" f7
    "f-8" f8 "f-9" f9 "f-10" f10 "f-11" f11 "f-12" f12 "f-13" f13 "f-14" f14 "f-15" f15
    "f-16" f16 "f-17" f17 "f-18" f18 "f-19" f19 "f-20" f20 "f-21" f21 "f-22" f22 "f-23" f23
    "f-24" f24 "f-25" f25 "f-26" f26 "f-27" f27 "f-28" f28 "f-29" f29 "f-30" f30 "f-31" f31
    "f-32" f32 "f-33" f33 "f-34" f34 "f-35" f35 "f-36" f36 "f-37" f37 "f-38" f38 "f-39" f39
    "f-40" f40 "f-41" f41 "f-42" f42 "f-43" f43 "f-44" f44 "f-45" f45 "f-46" f46 "f-47" f47
    "f-48" f48 "f-49" f49 "f-50" f50 "f-51" f51 "f-52" f52 "f-53" f53 "f-54" f54 "f-55" f55
    "f-56" f56 "f-57" f57 "f-58" f58 "f-59" f59 "f-60" f60 "f-61" f61 "f-62" f62 "f-63" f63
    "f-64" f64 "f-65" f65 "f-66" f66 "f-67" f67 "f-68" f68 "f-69" f69 "f-70" f70 "f-71" f71
    "f-72" f72 "f-73" f73 "f-74" f74 "f-75" f75 "f-76" f76 "f-77" f77 "f-78" f78 "f-79" f79
    "f-80" f80 "f-81" f81 "f-82" f82 "f-83" f83 "f-84" f84 "f-85" f85 "f-86" f86 "f-87" f87
    "f-88" f88 "f-89" f89 "f-90" f90 "f-91" f91 "f-92" f92 "f-93" f93 "f-94" f94 "f-95" f95
    "f-96" f96 "f-97" f97 "f-98" f98 "f-99" f99 "f-100" f100 "f-101" f101 "f-102" f102 "f-103" f103
    "f-104" f104 "f-105" f105 "f-106" f106 "f-107" f107 "f-108" f108 "f-109" f109 "f-110" f110 "f-111" f111
    "f-112" f112 "f-113" f113 "f-114" f114 "f-115" f115 "f-116" f116 "f-117" f117 "f-118" f118 "f-119" f119
    "f-120" f120 "f-121" f121 "f-122" f122 "f-123" f123 "f-124" f124 "f-125" f125 "f-126" f126 "f-127" f127
    "f-128" f128 "f-129" f129 "f-130" f130 "f-131" f131 "f-132" f132 "f-133" f133 "f-134" f134 "f-135" f135
    "f-136" f136 "f-137" f137 "f-138" f138 "f-139" f139 "f-140" f140 "f-141" f141 "f-142" f142 "f-143" f143
    "f-144" f144 "f-145" f145 "f-146" f146 "f-147" f147 "f-148" f148 "f-149" f149 "f-150" f150 "f-151" f151
    "f-152" f152 "f-153" f153 "f-154" f154 "f-155" f155 "f-156" f156 "f-157" f157 "f-158" f158 "f-159" f159
    "f-160" f160 "f-161" f161 "f-162" f162 "f-163" f163 "f-164" f164 "f-165" f165 "f-166" f166 "f-167" f167
    "f-168" f168 "f-169" f169 "f-170" f170 "f-171" f171 "f-172" f172 "f-173" f173 "f-174" f174 "f-175" f175
    "f-176" f176 "f-177" f177 "f-178" f178 "f-179" f179 "f-180" f180 "f-181" f181 "f-182" f182 "f-183" f183
    "f-184" f184 "f-185" f185 "f-186" f186 "f-187" f187 "f-188" f188 "f-189" f189 "f-190" f190 "f-191" f191
    "f-192" f192 "f-193" f193 "f-194" f194 "f-195" f195 "f-196" f196 "f-197" f197 "f-198" f198
}
