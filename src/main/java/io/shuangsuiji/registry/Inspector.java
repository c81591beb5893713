package io.shuangsuiji.registry;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An inspector (检查人员) as the roster has them.
 *
 * @param id in canonical form, never blank, once in a roster
 * @param name or null
 * @param team the enforcement team (执法队), or null
 * @param participates whether he or she takes part in inspections (参与执法检查); null where the roster has no such column
 * @param licence the number of the enforcement licence (执法证), or null
 * @param licenceFrom the first day on which it is valid, or null
 * @param licenceUntil the last day, or null
 * @param recusals ids or credit codes of objects from which he or she keeps away (回避对象), canonical, sorted
 * @param areas where he or she works (片区), sorted
 * @param expertise in what fields he or she is listed as an expert (专家库), sorted
 */
public record Inspector(
        String id,
        String name,
        String team,
        Boolean participates,
        String licence,
        LocalDate licenceFrom,
        LocalDate licenceUntil,
        List<String> recusals,
        List<String> areas,
        List<String> expertise) {

    /** What the digest of a roster is taken of: all of it, days as ISO texts. */
    public Map<String, Object> row() {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", id);
        row.put("name", name);
        row.put("team", team);
        row.put("participates", participates);
        row.put("licence", licence);
        row.put("licenceFrom", Objects.toString(licenceFrom, null));
        row.put("licenceUntil", Objects.toString(licenceUntil, null));
        row.put("recusals", recusals);
        row.put("areas", areas);
        row.put("expertise", expertise);
        return row;
    }

    /** The rows of a roster. */
    public static List<Map<String, Object>> rows(List<Inspector> roster) {
        return roster.stream().map(Inspector::row).toList();
    }
}
