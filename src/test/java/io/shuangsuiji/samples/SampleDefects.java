package io.shuangsuiji.samples;

import java.util.Map;
import java.util.Set;

/**
 * Mistakes made on purpose, as real registries hold them, so that a plan of the sample has something to find. None of
 * them is a reason to reject a row.
 */
final class SampleDefects {
    static final String UNKNOWN_TEAM = "执法科四队";

    /** Serial number of a polluting unit that carries the id of the one before it. */
    static final int DUPLICATE_ID = 400;

    private static final Set<Integer> UNITS_OF_UNKNOWN_TEAM = Set.of(77, 512, 1044);
    private static final Map<Integer, String> RATED_PROJECTS = Map.of(60, "环保良好企业", 231, "环保警示企业");

    private SampleDefects() {}

    static int idNumber(String objectType, int number) {
        return isUnit(objectType) && number == DUPLICATE_ID ? number - 1 : number;
    }

    static String team(String objectType, int number, String team) {
        return isUnit(objectType) && UNITS_OF_UNKNOWN_TEAM.contains(number) ? UNKNOWN_TEAM : team;
    }

    /** A rating belongs to an enterprise, not to a construction project: two projects have one nevertheless. */
    static String creditRating(String objectType, int number, String rating) {
        return objectType.equals(SampleMixes.CONSTRUCTION) ? RATED_PROJECTS.getOrDefault(number, rating) : rating;
    }

    private static boolean isUnit(String objectType) {
        return objectType.equals(SampleMixes.POLLUTING_UNIT);
    }
}
