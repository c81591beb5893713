package io.shuangsuiji.bench;

import java.time.LocalDate;

/**
 * The shipped edition's classification and quota as a programmer would write them in Java, for speed: the yardstick.
 * Whole numbers stand for the words; percentages are kept in thousandths. It gives what the tables give, but for their
 * texts: the triggers and notices as bits.
 */
final class HandWritten {
    static final long NONE = Long.MIN_VALUE;

    // ordinals, in the order in which types.dmn lists the words; 0 is null
    static final int POLLUTER = 1;
    static final int PROJECT = 2;
    static final int OUTFALL = 3;
    static final int KEY = 1;
    static final int GENERAL = 2;
    static final int SPECIAL = 3;
    static final int EXCLUDED = 4;
    static final int ON_SITE = 1;
    static final int OFF_SITE = 2;
    static final int NO_INSPECTION = 3;

    /** One object, one task. Dates are days of the epoch. */
    record Facts(
            int objectType,
            int supervisionLevel,
            long lastPenaltyDate,
            int creditRating,
            int vocsGrade,
            long complaintsInQuarter,
            int onPositiveList,
            int permitManagement,
            int taskType,
            long evaluationDate) {}

    record Classification(
            int category,
            int inspectionMode,
            boolean inPopulation,
            boolean offSite,
            boolean conflict,
            boolean review,
            int triggers,
            int notices) {}

    /** Rate in thousandths; {@link #NONE} where there is no number. */
    record Quota(int rule, long rate, boolean dueThisQuarter, long required, long sampleSize, long shortfall) {}

    private HandWritten() {}

    static Classification classify(Facts facts) {
        boolean polluter = facts.objectType == POLLUTER;
        boolean routine = facts.taskType == 1;
        boolean listed = facts.onPositiveList == 2;
        int triggers = facts.supervisionLevel == SPECIAL ? 1 : 0;
        if (polluter) {
            if (penalised(facts)) {
                triggers |= 1 << 1;
            }
            if (facts.creditRating >= 3) {
                triggers |= 1 << 2;
            }
            if (facts.vocsGrade == 3) {
                triggers |= 1 << 3;
            }
            if (facts.complaintsInQuarter >= 10) {
                triggers |= 1 << 4;
            }
            if (routine && (facts.creditRating == 1 || facts.creditRating == 2)) {
                triggers |= 1 << 5;
            }
            if (routine && facts.vocsGrade == 1) {
                triggers |= 1 << 6;
            }
            if (listed) {
                if (facts.permitManagement == 1) {
                    triggers |= 1 << 7;
                } else if (routine) {
                    triggers |= 1 << 8;
                }
            }
        }
        boolean special = (triggers & 0b1_1111) != 0;
        boolean excluded = (triggers & 0b1_0110_0000) != 0;
        boolean offSite = (triggers & 0b1000_0000) != 0;
        int category = special ? SPECIAL : excluded ? EXCLUDED : facts.supervisionLevel == 3 ? 0 : facts.supervisionLevel;
        int mode = category == SPECIAL ? ON_SITE : offSite ? OFF_SITE : category == EXCLUDED ? NO_INSPECTION : ON_SITE;
        int notices = special && excluded ? 1 : 0;
        if (special && listed) {
            notices |= 1 << 1;
        }
        if (category == 0 && facts.objectType <= OUTFALL) {
            notices |= 1 << 2;
        }
        if (!polluter) {
            if (facts.creditRating != 0) {
                notices |= 1 << 3;
            }
            if (facts.vocsGrade != 0) {
                notices |= 1 << 4;
            }
        }
        return new Classification(
                category,
                mode,
                category != EXCLUDED,
                mode == OFF_SITE,
                special && excluded,
                (notices & 0b111) != 0,
                triggers,
                notices);
    }

    private static boolean penalised(Facts facts) {
        return facts.lastPenaltyDate != NONE
                && facts.lastPenaltyDate <= facts.evaluationDate
                && facts.lastPenaltyDate
                        >= LocalDate.ofEpochDay(facts.evaluationDate)
                                .minusMonths(12)
                                .toEpochDay();
    }

    static Quota quota(int objectType, int category, long population, long officers, long participating, int quarter) {
        if (category == EXCLUDED) {
            return new Quota(17, NONE, false, NONE, NONE, NONE);
        }
        return switch (objectType) {
            case POLLUTER ->
                switch (category) {
                    case KEY -> sized(1, 125, population, population, true);
                    case GENERAL -> sized(2, 2500, officers, population, true);
                    case SPECIAL -> sized(3, 250, population, population, true);
                    default -> new Quota(14, NONE, false, NONE, NONE, NONE);
                };
            case PROJECT ->
                switch (category) {
                    case GENERAL -> sized(4, 2500, officers, population, true);
                    case KEY -> sized(5, 25, population, population, true);
                    case SPECIAL -> new Quota(6, NONE, false, NONE, NONE, NONE);
                    default -> new Quota(15, NONE, false, NONE, NONE, NONE);
                };
            case OUTFALL ->
                switch (category) {
                    case KEY -> sized(7, 200, population, population, quarter == 1);
                    case GENERAL -> sized(8, 2000, participating, population, quarter == 1);
                    case SPECIAL -> sized(9, 300, population, population, quarter == 1);
                    default -> new Quota(16, NONE, false, NONE, NONE, NONE);
                };
            case 4 -> sized(10, 250, population, population, true);
            case 5 -> sized(11, 10, population, population, true);
            case 6 -> sized(12, 25, population, population, true);
            default -> sized(13, 25, population, population, true);
        };
    }

    private static Quota sized(int rule, long thousandths, long base, long population, boolean due) {
        long required = due && population > 0 ? (thousandths * base + 999) / 1000 : 0;
        long sample = Math.min(required, population);
        return new Quota(rule, thousandths, due, required, sample, required - sample);
    }
}
