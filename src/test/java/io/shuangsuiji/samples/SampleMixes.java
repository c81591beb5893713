package io.shuangsuiji.samples;

import io.shuangsuiji.samples.SampleUrn.Share;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** The shares in which the facts of the synthetic registry occur. Invented, of a plausible order of magnitude. */
final class SampleMixes {
    static final List<String> TEAMS = List.of("执法科一队", "执法科二队", "执法科三队");

    static final String POLLUTING_UNIT = "排污单位";
    static final String CONSTRUCTION = "建设项目";
    static final String OUTFALL = "入海排污口";
    static final String MONITORING_BODY = "社会生态环境监测机构";
    static final String TRUCK_FLEET = "柴油车用车大户";
    static final String VEHICLE_TESTING = "机动车排放检验机构";
    static final String FUEL_STATION = "加油站";
    static final String OIL_DEPOT = "储油库";

    /** Weights that are the counts themselves at the sample's own size. */
    static final List<Share<String>> OBJECT_TYPES = List.of(
            share(1525, POLLUTING_UNIT),
            share(450, CONSTRUCTION),
            share(60, OUTFALL),
            share(30, MONITORING_BODY),
            share(200, TRUCK_FLEET),
            share(25, VEHICLE_TESTING),
            share(100, FUEL_STATION),
            share(10, OIL_DEPOT));

    /** Penalties are decided on one of these days, both included. */
    static final LocalDate FIRST_PENALTY = LocalDate.of(2022, 4, 1);

    static final LocalDate LAST_PENALTY = LocalDate.of(2024, 3, 31);

    static final List<Share<Boolean>> PENALISED = List.of(share(95, false), share(5, true));

    /** One object in ten has complaints; both sides of the step from 9 to 10 occur. Some cells are blank. */
    static final List<Share<Integer>> COMPLAINTS = List.of(
            share(60, null),
            share(840, 0),
            share(34, 1),
            share(20, 2),
            share(12, 3),
            share(8, 4),
            share(6, 5),
            share(4, 6),
            share(3, 7),
            share(3, 8),
            share(3, 9),
            share(3, 10),
            share(2, 11),
            share(1, 14),
            share(1, 22));

    /** A third of the polluting units is rated. */
    static final List<Share<String>> CREDIT_RATINGS = List.of(
            share(400, null), share(24, "环保诚信企业"), share(162, "环保良好企业"), share(11, "环保警示企业"), share(3, "环保不良企业"));

    static final List<Share<String>> VOCS_GRADES =
            List.of(share(85, null), share(2, "A"), share(9, "B"), share(4, "C"));

    /** What the registry says of an object's level, permit and positive list; these three go together. */
    record Profile(String supervisionLevel, String permitManagement, boolean onPositiveList) {}

    /** Key units mostly hold a permit of the heavier kinds, and the positive list is mostly made of them. */
    private static final List<Share<Profile>> POLLUTING_UNIT_PROFILES = List.of(
            share(85, new Profile("重点", "重点管理", false)),
            share(22, new Profile("重点", "重点管理", true)),
            share(75, new Profile("重点", "简化管理", false)),
            share(8, new Profile("重点", "简化管理", true)),
            share(10, new Profile("重点", "登记管理", false)),
            share(5, new Profile("一般", "重点管理", false)),
            share(5, new Profile("一般", "重点管理", true)),
            share(105, new Profile("一般", "简化管理", false)),
            share(15, new Profile("一般", "简化管理", true)),
            share(605, new Profile("一般", "登记管理", false)),
            share(10, new Profile("一般", "登记管理", true)),
            share(35, new Profile("一般", null, false)),
            share(6, new Profile("特殊", "重点管理", false)),
            share(4, new Profile("特殊", "简化管理", false)),
            share(10, new Profile(null, "登记管理", false)));

    private SampleMixes() {}

    static List<Share<Profile>> profiles(String objectType) {
        return switch (objectType) {
            case POLLUTING_UNIT -> POLLUTING_UNIT_PROFILES;
            case CONSTRUCTION -> levels(share(92, "一般"), share(8, "重点"));
            case OUTFALL -> levels(share(60, "一般"), share(35, "重点"), share(5, "特殊"));
            default -> levels(share(50, "一般"), share(50, null));
        };
    }

    static <V> Share<V> share(int weight, V value) {
        return new Share<>(weight, value);
    }

    @SafeVarargs
    private static List<Share<Profile>> levels(Share<String>... levels) {
        return Arrays.stream(levels)
                .map(level -> share(level.weight(), new Profile(level.value(), null, false)))
                .toList();
    }
}
