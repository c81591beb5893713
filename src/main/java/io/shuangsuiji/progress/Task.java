package io.shuangsuiji.progress;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.Map;

/**
 * An inspection task (检查任务) as the ledger has it. Everything but the id may be null where the ledger is blank.
 *
 * @param sheet the sheet on which it stands; null where the file has none
 * @param line where its row begins, from 1
 * @param taskId the task's id (任务编号), never blank; whether it is unique is not for one row to say
 * @param objectId the id of the object to inspect (检查对象编号)
 * @param name the object's name
 * @param creditCode the unified social credit code (统一社会信用代码) of the enterprise
 * @param period for which period the task was drawn, as people write periods ({@code 2024Q1}); null where it has to be
 *     told from the day of the draw
 * @param stratum the stratum (抽样层) from which it was drawn
 * @param objectType the object's type, one of the edition's
 * @param taskType the task's type, one of the edition's
 * @param team the enforcement team (执法队)
 * @param officers who inspects, as the ledger has it
 * @param drawnOn when it was drawn
 * @param fedBackOn when the draw was fed back
 * @param dispatchedOn when it was dispatched to the team
 * @param scannedAt the day on which the supervision code (监督码) was scanned; a time beside it is dropped
 * @param inspectedOn when the inspection ended
 * @param closedOn when the task was closed
 * @param published the day of publication by channel, in the edition's words; only channels on which it was published
 * @param problemFound whether a problem was found
 * @param caseFiled whether a case was filed
 * @param rectified whether the problem was rectified
 */
public record Task(
        @JsonIgnore String sheet,
        @JsonIgnore long line,
        String taskId,
        String objectId,
        String name,
        String creditCode,
        String period,
        String stratum,
        String objectType,
        String taskType,
        String team,
        String officers,
        LocalDate drawnOn,
        LocalDate fedBackOn,
        LocalDate dispatchedOn,
        LocalDate scannedAt,
        LocalDate inspectedOn,
        LocalDate closedOn,
        Map<String, LocalDate> published,
        Boolean problemFound,
        Boolean caseFiled,
        Boolean rectified) {

    /** The day that a fact of that JSON key holds; null where it is blank, or no day. */
    public LocalDate day(String fact) {
        return switch (fact) {
            case "drawnOn" -> drawnOn;
            case "fedBackOn" -> fedBackOn;
            case "dispatchedOn" -> dispatchedOn;
            case "scannedAt" -> scannedAt;
            case "inspectedOn" -> inspectedOn;
            case "closedOn" -> closedOn;
            default -> null;
        };
    }

    /** The place as people say it: {@code 台账 第 12 行}. */
    public String place() {
        return (sheet == null ? "" : sheet + " ") + "第 " + line + " 行";
    }
}
