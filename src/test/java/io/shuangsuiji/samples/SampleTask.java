package io.shuangsuiji.samples;

import java.time.LocalDate;
import java.util.List;

/** One synthetic inspection task, in the words of a ledger. A null fact is one that the ledger leaves blank. */
public record SampleTask(
        String id,
        SampleObject object,
        String creditCode,
        String stratum,
        String taskType,
        String team,
        LocalDate drawn,
        LocalDate fedBack,
        LocalDate dispatched,
        LocalDate scanned,
        LocalDate inspected,
        LocalDate closed,
        LocalDate onProvince,
        LocalDate onWebsite,
        Boolean problem,
        Boolean filed,
        Boolean rectified) {

    /** The ledger as a table whose headers are the labels of the shipped edition. */
    public static final SampleTable<SampleTask> TABLE = new SampleTable<>(
            "任务台账",
            List.of(
                    new SampleTable.Column<>("任务编号", 18, SampleTask::id),
                    new SampleTable.Column<>("检查对象编号", 16, task -> task.object().id()),
                    new SampleTable.Column<>("检查对象名称", 44, task -> task.object().name()),
                    new SampleTable.Column<>("统一社会信用代码", 22, SampleTask::creditCode),
                    new SampleTable.Column<>("抽样层", 22, SampleTask::stratum),
                    new SampleTable.Column<>("对象类型", 24, task -> task.object().objectType()),
                    new SampleTable.Column<>("任务类型", 12, SampleTask::taskType),
                    new SampleTable.Column<>("执法队", 14, SampleTask::team),
                    new SampleTable.Column<>("抽取日期", 12, SampleTask::drawn),
                    new SampleTable.Column<>("反馈日期", 12, SampleTask::fedBack),
                    new SampleTable.Column<>("分拨日期", 12, SampleTask::dispatched),
                    new SampleTable.Column<>("扫码时间", 12, SampleTask::scanned),
                    new SampleTable.Column<>("检查日期", 12, SampleTask::inspected),
                    new SampleTable.Column<>("办结日期", 12, SampleTask::closed),
                    new SampleTable.Column<>("公开日期：广东省行政执法信息公示平台", 20, SampleTask::onProvince),
                    new SampleTable.Column<>("公开日期：深圳市生态环境局官网", 20, SampleTask::onWebsite),
                    new SampleTable.Column<>("发现问题", 10, task -> word(task.problem())),
                    new SampleTable.Column<>("立案", 8, task -> word(task.filed())),
                    new SampleTable.Column<>("整改完成", 10, task -> word(task.rectified()))));

    private static String word(Boolean value) {
        return value == null ? null : SampleTable.yesNo(value);
    }
}
