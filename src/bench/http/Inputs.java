import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Random;

/** Prints classification inputs, one JSON object a line, as often and in such mixes as in {@code samples/}. */
public final class Inputs {
    private static final String[] TYPES = {"排污单位", "建设项目", "入海排污口", "社会生态环境监测机构", "柴油车用车大户", "机动车排放检验机构", "加油站", "储油库"};
    private static final String[] LEVELS = {"一般", "一般", "一般", "一般", "一般", "一般", "一般", "重点", "重点", "特殊"};
    private static final String[] RATINGS = {"环保诚信企业", "环保良好企业", "环保良好企业", "环保良好企业", "环保警示企业", "环保不良企业"};
    private static final String[] GRADES = {"A", "B", "C"};
    private static final String[] PERMITS = {"重点管理", "简化管理", "登记管理"};
    private static final LocalDate DAY = LocalDate.of(2024, 3, 20);

    private Inputs() {}

    /** @param arguments how many lines */
    public static void main(String[] arguments) throws IOException {
        var random = new Random(2024);
        try (var out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16)) {
            for (int i = Integer.parseInt(arguments[0]); i > 0; i--) {
                out.write(line(random));
                out.write('\n');
            }
        }
    }

    private static String line(Random random) {
        var type = random.nextInt(10) < 6 ? TYPES[0] : TYPES[random.nextInt(TYPES.length)];
        var object = new StringBuilder("{\"objectType\":\"").append(type).append('"');
        text(object, "supervisionLevel", LEVELS[random.nextInt(LEVELS.length)]);
        if (random.nextInt(10) == 0) {
            text(object, "lastPenaltyDate", DAY.minusDays(random.nextInt(700)).toString());
        }
        if (random.nextInt(3) == 0) {
            text(object, "creditRating", RATINGS[random.nextInt(RATINGS.length)]);
        }
        if (random.nextInt(7) == 0) {
            text(object, "vocsGrade", GRADES[random.nextInt(GRADES.length)]);
        }
        object.append(",\"complaintsInQuarter\":").append(random.nextInt(10) == 0 ? random.nextInt(20) : 0);
        object.append(",\"onPositiveList\":").append(random.nextInt(16) == 0);
        text(object, "permitManagement", PERMITS[random.nextInt(PERMITS.length)]);
        return "{\"object\":" + object + "},\"taskType\":\"日常\",\"evaluationDate\":\""
                + DAY.plusDays(random.nextInt(90)) + "\"}";
    }

    private static void text(StringBuilder object, String name, String value) {
        object.append(",\"").append(name).append("\":\"").append(value).append('"');
    }
}
