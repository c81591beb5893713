package io.shuangsuiji.progress;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.plan.Finding;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/** Ledgers as texts, and what is found in them. */
final class Ledgers {
    /** The columns of a ledger that has them all. */
    static final String HEADER = "任务编号,检查对象编号,检查对象名称,统一社会信用代码,抽样层,对象类型,任务类型,执法队,抽取日期,反馈日期,分拨日期,"
            + "扫码时间,检查日期,办结日期,公开日期：广东省行政执法信息公示平台,公开日期：深圳市生态环境局官网,发现问题,立案,整改完成";

    private Ledgers() {}

    static Ledger csv(Edition edition, String... lines) {
        return read(edition, FileFormat.CSV, String.join("\n", lines));
    }

    static Ledger read(Edition edition, FileFormat format, String text) {
        try {
            return Ledger.read(Source.of("台账", text.getBytes(StandardCharsets.UTF_8)), format, edition);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    static Progress progress(Edition edition, String on, String period, Ledger ledger, DrawnList drawn) {
        var request =
                new ProgressRequest(LocalDate.parse(on), Period.parse(period).orElseThrow());
        return Assessment.of(edition, request, null, ledger, drawn);
    }

    static Progress progress(Edition edition, String on, String period, String... lines) {
        return progress(edition, on, period, csv(edition, lines), null);
    }

    static List<String> codes(Progress progress) {
        return progress.findings().stream().map(Finding::code).toList();
    }

    /** A task of a plain object that is in order, closed on a day and published two days later. */
    static String task(String id, String team, String drawn, String inspected, String closed) {
        var day = closed.isEmpty() ? "" : LocalDate.parse(closed).plusDays(2).toString();
        return String.join(
                ",",
                id,
                "PW-" + id,
                "企业" + id,
                "",
                "一般排污单位",
                "排污单位",
                "日常",
                team,
                drawn,
                drawn,
                drawn,
                inspected,
                inspected,
                closed,
                day,
                day,
                "否",
                "否",
                "否");
    }
}
