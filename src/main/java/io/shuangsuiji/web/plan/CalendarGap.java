package io.shuangsuiji.web.plan;

import io.shuangsuiji.model.Table;
import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.plan.UncoveredYear;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.FieldProblem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A year whose holidays are not known, as pages tell it: once, with where they can be entered.
 *
 * @param year what the dates lack
 * @param table the page of the edition's table of days; null where it has none
 * @param draft where a draft is begun that supplies them
 */
public record CalendarGap(UncoveredYear year, String table, String draft) {
    /** The keys by which the calendar of working days is read from an edition. */
    private static final Set<String> DAY = Set.of("date", "working");

    /** Those of dates that were resolved by an edition. */
    public static List<CalendarGap> of(Edition edition, Collection<Deadline> deadlines) {
        return of(edition, UncoveredYear.of(deadlines));
    }

    /** Those of years that an edition's calendar lacks. */
    public static List<CalendarGap> of(Edition edition, List<UncoveredYear> years) {
        return years.stream()
                .map(year -> new CalendarGap(
                        year,
                        table(edition),
                        "/drafts?base=" + edition.name() + "&reason=" + encoded("补录" + year.year() + "年的放假调休")
                                + "#new"))
                .toList();
    }

    /** How to supply it, in Chinese. */
    public String detail() {
        return FieldProblem.chinese(year.detail());
    }

    /** What cannot be dated, in words. */
    public String untold() {
        return String.join("、", year.untold());
    }

    private static String table(Edition edition) {
        return edition.tables().tables().stream()
                .filter(table -> table.kind() == Table.Kind.RELATION
                        && table.columns().stream()
                                .map(Table.Column::expression)
                                .filter(key -> key != null)
                                .toList()
                                .containsAll(DAY))
                .map(table -> "/policy?edition=" + edition.name() + "#" + table.file() + "-" + encoded(table.address()))
                .findFirst()
                .orElse(null);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
