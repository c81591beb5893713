package io.shuangsuiji.registry;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many officers a roster has; two separate numbers of the plan, of which neither stands in for the other.
 *
 * @param officers 执法人员数量
 * @param participatingOfficers 参与执法检查人员总数, or null where it is not known
 */
public record Staffing(int officers, Integer participatingOfficers) {
    /** The numbers as parameters of a plan. */
    public SortedMap<String, String> parameters() {
        var parameters = new TreeMap<String, String>();
        parameters.put("officers", Integer.toString(officers));
        if (participatingOfficers != null) {
            parameters.put("participatingOfficers", participatingOfficers.toString());
        }
        return parameters;
    }
}
