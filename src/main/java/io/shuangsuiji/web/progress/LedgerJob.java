package io.shuangsuiji.web.progress;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.Assessment;
import io.shuangsuiji.progress.DrawnList;
import io.shuangsuiji.progress.Ledger;
import io.shuangsuiji.progress.Progress;
import io.shuangsuiji.progress.ProgressRequest;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * A ledger to be looked at.
 *
 * @param edition by which
 * @param asOf the day by which it was chosen, or null
 * @param request what is asked
 * @param file the ledger
 * @param format how it is written
 * @param list what was drawn, where it was handed in beside the ledger; else null
 */
record LedgerJob(
        Edition edition, LocalDate asOf, ProgressRequest request, Source file, FileFormat format, DrawnList list) {
    /** Where its tasks stand. */
    Progress answer() throws IOException {
        var drawn = list == null && format == FileFormat.JSON ? DrawnList.within(file, request.period()) : list;
        return Assessment.of(edition, request, asOf, Ledger.read(file, format, edition), drawn);
    }

    /** The same of every period of the year that has begun; the ledger is read once. */
    List<Progress> answersOfYear() throws IOException {
        var ledger = Ledger.read(file, format, edition);
        var first =
                Period.of(request.period().unit(), LocalDate.of(request.period().year(), 1, 1));
        return Stream.iterate(
                        first,
                        period -> period.year() == first.year()
                                && (!period.firstDay().isAfter(request.on()) || period.equals(first)),
                        Period::next)
                .map(period -> of(ledger, period))
                .toList();
    }

    private Progress of(Ledger ledger, Period period) {
        return Assessment.of(edition, new ProgressRequest(request.on(), period), asOf, ledger, null);
    }
}
