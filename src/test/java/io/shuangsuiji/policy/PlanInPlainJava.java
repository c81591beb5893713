package io.shuangsuiji.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sections A and B of the 2024 plan written down a second time, as plain code, to judge the tables by. */
final class PlanInPlainJava {
    record Unit(
            String type,
            String level,
            LocalDate penalty,
            String rating,
            String vocs,
            Integer complaints,
            Boolean positive,
            String permit) {}

    record Verdict(String category, String mode, boolean inPopulation, boolean conflict, Set<String> triggers) {}

    private PlanInPlainJava() {}

    static Verdict classify(Unit unit, String task, LocalDate day) {
        var triggers = new LinkedHashSet<String>();
        boolean polluter = unit.type().equals("排污单位");
        boolean routine = task.equals("日常");
        boolean positive = Boolean.TRUE.equals(unit.positive());
        boolean offSite = polluter && positive && "重点管理".equals(unit.permit());
        if ("特殊".equals(unit.level())) {
            triggers.add("R07");
        }
        if (polluter) {
            if (unit.penalty() != null
                    && !unit.penalty().isAfter(day)
                    && !unit.penalty().isBefore(day.minusMonths(12))) {
                triggers.add("R07a");
            }
            if ("环保警示企业".equals(unit.rating()) || "环保不良企业".equals(unit.rating())) {
                triggers.add("R07b");
            }
            if ("C".equals(unit.vocs())) {
                triggers.add("R07c");
            }
            if (unit.complaints() != null && unit.complaints() >= 10) {
                triggers.add("R07d");
            }
        }
        boolean special = !triggers.isEmpty();
        boolean excluded = false;
        if (polluter && routine) {
            if ("环保诚信企业".equals(unit.rating()) || "环保良好企业".equals(unit.rating())) {
                excluded |= triggers.add("R12a");
            }
            if ("A".equals(unit.vocs())) {
                excluded |= triggers.add("R12b");
            }
            if (positive && !offSite) {
                excluded |= triggers.add("R13b");
            }
        }
        if (offSite) {
            triggers.add("R13a");
        }
        String category = special ? "特殊" : excluded ? "不纳入" : unit.level();
        String mode = special ? "现场" : offSite ? "非现场" : excluded ? "不检查" : "现场";
        return new Verdict(category, mode, special || !excluded, special && excluded, triggers);
    }

    /** Null where the plan has no rule. */
    static Long required(
            String type, String category, long population, long officers, long participating, int quarter) {
        var stratum = (category == null ? "" : category) + type;
        if ("不纳入".equals(category)) {
            return null;
        }
        boolean firstQuarter = quarter == 1;
        return switch (stratum) {
            case "重点排污单位" -> share("0.125", population);
            case "一般排污单位", "一般建设项目" -> population == 0 ? 0 : share("2.5", officers);
            case "特殊排污单位" -> share("0.25", population);
            case "重点建设项目" -> share("0.025", population);
            case "重点入海排污口" -> firstQuarter ? share("0.2", population) : 0;
            case "一般入海排污口" -> firstQuarter && population > 0 ? 2 * participating : 0;
            case "特殊入海排污口" -> firstQuarter ? share("0.3", population) : 0;
            case "特殊建设项目", "排污单位", "建设项目", "入海排污口" -> null;
            default ->
                switch (type) {
                    case "社会生态环境监测机构" -> share("0.25", population);
                    case "柴油车用车大户" -> share("0.01", population);
                    default -> share("0.025", population);
                };
        };
    }

    private static long share(String rate, long of) {
        return new BigDecimal(rate)
                .multiply(BigDecimal.valueOf(of))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    static final List<String> TYPES =
            List.of("排污单位", "建设项目", "入海排污口", "社会生态环境监测机构", "柴油车用车大户", "机动车排放检验机构", "加油站", "储油库");
}
