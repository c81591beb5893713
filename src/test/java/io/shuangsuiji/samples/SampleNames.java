package io.shuangsuiji.samples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Invented names: a street of Nanshan, two syllables that mean no brand on purpose, and a kind of trade. */
final class SampleNames {
    /** Streets (without 街道), and which of the teams looks after each. */
    record Street(String name, int team) {}

    private static final List<Street> STREETS = List.of(
            new Street("南头", 0),
            new Street("南山", 0),
            new Street("西丽", 0),
            new Street("桃源", 1),
            new Street("沙河", 1),
            new Street("粤海", 1),
            new Street("招商", 2),
            new Street("蛇口", 2));
    private static final List<Street> COAST = STREETS.subList(4, 8);

    private static final List<String> FIRST = syllables("澜昀珩霁沐璟屿岑翊榆棠砚禾芷沅淇漪岫曜熠旻晗煦钧铄锦瑾琅珞瑜筠茗荻蔚楠桐栎槿榕澍");
    private static final List<String> SECOND = syllables("柏川阔彤栩泓泽淼漾潼霖霆岚峤崧峪庭序彦弈忱恺衡辰昶晟晖朗杉棣樾沣洵渟湛澈濯烁珂祎");

    /** Trades in which solvents, and so a VOCs grade, are plausible. */
    private static final List<String> MANUFACTURERS = List.of(
            "精密电子", "线路板", "印刷包装", "五金制品", "光电科技", "医疗器械", "塑胶制品", "生物制药", "模具制造", "新能源材料", "表面处理", "仪器仪表", "汽车维修",
            "家具制造", "半导体封装", "涂料化工");

    private static final List<String> PROJECTS =
            List.of("科技大厦", "研发中心", "产业园", "人才住房", "学校改扩建工程", "社区医院", "污水管网工程", "道路改造工程", "数据中心", "实验室改造");
    private static final List<String> CARRIERS = List.of("物流", "货运", "土石方运输", "混凝土", "环卫服务", "集装箱运输");
    private static final List<String> LABORATORIES = List.of("环境检测", "检测技术", "环境监测");

    private static final List<String> SURNAMES = syllables("陈李黄张林王吴刘郑何梁周杨罗曾谢邓叶");

    private final List<String> brands = new ArrayList<>();

    SampleNames(long seed) {
        for (String first : FIRST) {
            for (String second : SECOND) {
                brands.add(first + second);
            }
        }
        Collections.shuffle(brands, new Random(seed));
    }

    Street street(String objectType, Random random) {
        return pick(objectType.equals(SampleMixes.OUTFALL) ? COAST : STREETS, random);
    }

    /** The name of the {@code number}th object of its type; brands come around again only after 1,600 of a type. */
    String object(String objectType, int number, Street street, Random random) {
        String brand = street.name() + brands.get(number % brands.size());
        return switch (objectType) {
            case SampleMixes.POLLUTING_UNIT -> company(brand + pick(MANUFACTURERS, random));
            case SampleMixes.CONSTRUCTION -> brand + pick(PROJECTS, random) + "建设项目";
            case SampleMixes.OUTFALL -> street.name() + "岸段" + number + "号入海排污口";
            case SampleMixes.MONITORING_BODY -> company(brand + pick(LABORATORIES, random));
            case SampleMixes.TRUCK_FLEET -> company(brand + pick(CARRIERS, random));
            case SampleMixes.VEHICLE_TESTING -> company(brand + "机动车检测");
            case SampleMixes.FUEL_STATION -> brand + "加油站";
            case SampleMixes.OIL_DEPOT -> brand + "油库";
            default -> throw new IllegalArgumentException(objectType);
        };
    }

    String person(int number) {
        return SURNAMES.get(number % SURNAMES.size()) + brands.get(number);
    }

    private static String company(String name) {
        return "深圳市" + name + "有限公司";
    }

    private static <V> V pick(List<V> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static List<String> syllables(String characters) {
        return List.of(characters.split(""));
    }
}
