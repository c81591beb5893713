package io.shuangsuiji.web.edition;

import io.shuangsuiji.amendment.draft.EditionYaml;
import io.shuangsuiji.kernel.KernelReport;
import io.shuangsuiji.kernel.Kernels;
import io.shuangsuiji.policy.Basis;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionInfo;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.store.EditionCatalog;
import io.shuangsuiji.policy.store.EditionCatalog.Folder;
import io.shuangsuiji.policy.store.EditionState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * An edition's folder, for callers.
 *
 * @param name the folder's name
 * @param title the document's title; null, as the next three, while nothing of the folder serves or was withdrawn
 * @param documentNumber its number (文号), or null where it has none
 * @param issuer who issued it
 * @param basis the documents on which it rests
 * @param note anything that a reader should know
 * @param effectiveOn the first day on which it is in force; null where the folder is misnamed
 * @param revision 0, or the number of the correction
 * @param digest of what serves
 * @param filesDigest of the files as they are now; another than {@code digest} while they are refused
 * @param serving true where it answers, on its days or when it is named
 * @param inForceNow true where it is the one in force today
 * @param inForce its days; null where a later revision takes its place or nothing of it serves
 * @param state what has become of it, with whoever withdrew it
 * @param publication who drafted, approved and published it, and why; null where it was put there by hand, or nothing of it serves or was withdrawn
 * @param accepted false where the files as they are now were refused
 * @param differsFromFirstServed true where the files, or shared rules that it goes by, were edited since they were first served
 * @param checkedAt when the files were last checked
 * @param models the names of its decision models
 * @param engines how each of its models is answered, by a kernel or by KIE, and why
 * @param messages what that check found
 */
public record EditionView(
        String name,
        String title,
        String documentNumber,
        String issuer,
        List<Basis> basis,
        String note,
        LocalDate effectiveOn,
        Integer revision,
        String digest,
        String filesDigest,
        boolean serving,
        boolean inForceNow,
        EditionCatalog.Period inForce,
        EditionState state,
        EditionInfo.Publication publication,
        boolean accepted,
        boolean differsFromFirstServed,
        Instant checkedAt,
        List<String> models,
        List<KernelReport> engines,
        List<Message> messages) {

    private static final EditionInfo NONE = new EditionInfo(null, null, null, List.of(), null);

    /** The view of a folder of the catalogue. */
    public static EditionView of(EditionCatalog catalog, Folder folder, LocalDate today, int noticeDays) {
        var edition = folder.edition();
        var name = EditionName.parse(folder.folder());
        var info = folder.info() == null ? NONE : folder.info();
        return new EditionView(
                folder.folder(),
                info.title(),
                info.documentNumber(),
                info.issuer(),
                info.basis(),
                info.note(),
                name.map(EditionName::effectiveOn).orElse(null),
                name.map(EditionName::revision).orElse(null),
                edition == null ? null : edition.digest(),
                folder.digest(),
                edition != null,
                edition != null && catalog.inForceOn(today).map(Edition::name).equals(name),
                edition == null ? null : catalog.period(edition).orElse(null),
                EditionState.of(catalog, folder, today),
                info.publication(),
                folder.accepted(),
                folder.differsFromFirstServed(),
                folder.checkedAt(),
                edition == null ? List.of() : List.copyOf(edition.models().keySet()),
                edition == null
                        ? List.of()
                        : List.copyOf(Kernels.reports(edition).values()),
                messages(folder, edition == null ? NONE : info, today, noticeDays));
    }

    private static List<Message> messages(Folder folder, EditionInfo info, LocalDate today, int noticeDays) {
        var lapsed = info.expiredOn(today).stream()
                .map(document ->
                        document.expired() + " / the basis " + document.title() + " expired on " + document.until());
        var lapsing = info.lapsingWithin(noticeDays, today).stream()
                .map(document -> document.lapses(today) + " / the basis " + document.title() + " expires on "
                        + document.until());
        return Stream.concat(
                        folder.messages().stream(),
                        Stream.concat(lapsed, lapsing)
                                .map(text -> new Message(Message.Severity.WARN, EditionYaml.FILE, null, text)))
                .toList();
    }

    /** The views of all folders. */
    public static List<EditionView> all(EditionCatalog catalog, LocalDate today, int noticeDays) {
        return catalog.folders().stream()
                .map(folder -> of(catalog, folder, today, noticeDays))
                .toList();
    }
}
