package io.shuangsuiji.web.drafts.page;

import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.policy.Basis;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jboss.resteasy.reactive.RestForm;

/** The fields of a form that say what a draft is about, as they were filled in. */
public class HeaderForm {
    @RestForm
    String title;

    @RestForm
    String documentNumber;

    @RestForm
    String reason;

    @RestForm
    String effectiveOn;

    @RestForm
    String revisionReason;

    @RestForm
    String issuer;

    @RestForm
    String basis;

    @RestForm
    String note;

    /** What they come to. */
    Draft.Header header(Draft.Document document) throws AmendmentRefused {
        try {
            return new Draft.Header(
                    given(title),
                    given(documentNumber),
                    given(reason),
                    given(effectiveOn) == null ? null : LocalDate.parse(given(effectiveOn)),
                    given(revisionReason),
                    document);
        } catch (DateTimeException none) {
            throw new AmendmentRefused(
                    Why.INVALID, "effectiveOn", "施行日期应为存在的日期，如 2026-01-01，收到「" + effectiveOn + "」 / no such date");
        }
    }

    /** The basis is a document a line, with its expiry in brackets. */
    Draft.Document document(boolean own) throws AmendmentRefused {
        try {
            return new Draft.Document(
                    given(issuer),
                    text(basis)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .map(Basis::parse)
                            .toList(),
                    given(note),
                    own);
        } catch (IllegalArgumentException noDay) {
            throw new AmendmentRefused(Why.INVALID, "basis", noDay.getMessage());
        }
    }

    /** What was typed, or null for nothing. */
    static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }

    public String getTitle() {
        return text(title);
    }

    public String getDocumentNumber() {
        return text(documentNumber);
    }

    public String getReason() {
        return text(reason);
    }

    public String getEffectiveOn() {
        return text(effectiveOn);
    }

    public String getRevisionReason() {
        return text(revisionReason);
    }

    public String getIssuer() {
        return text(issuer);
    }

    public String getBasis() {
        return text(basis);
    }

    public String getNote() {
        return text(note);
    }
}
