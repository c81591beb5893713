package io.shuangsuiji.draw.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.DrawInputs;
import io.shuangsuiji.draw.Drawing;
import io.shuangsuiji.draw.Draws;
import io.shuangsuiji.draw.PoolEntry;
import io.shuangsuiji.draw.Selection;
import io.shuangsuiji.draw.crew.Tasks;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.review.PoolReviews;
import io.shuangsuiji.draw.run.DrawRun;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.History;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class ResultTest {
    private static final Edition EDITION = TestEditions.served();

    private static DrawRun.Made made(Set<String> drawnBefore) throws IOException {
        var inputs = Draws.inputs(EDITION, Draws.sample(), drawnBefore);
        return made(inputs, Draws.objects(Draws.commitment(inputs), inputs));
    }

    private static DrawRun.Made made(DrawInputs inputs, Drawing.Objects objects) throws IOException {
        var tasks = tasks(objects);
        return new DrawRun.Made(
                EDITION,
                objects.with(tasks.digest()),
                tasks,
                PoolReviews.of(HashAlgorithm.SHA_256, inputs, objects.pool(), null, List.of()),
                objects.pool());
    }

    /** A visit for each object drawn, whose second inspector keeps away from the first visit. */
    private static Tasks tasks(Drawing.Objects objects) {
        var visits = new ArrayList<Tasks.Visit>();
        var substitutes = new ArrayList<Tasks.Visit>();
        for (var stratum : objects.draw().strata()) {
            stratum.drawn()
                    .forEach(each -> visits.add(visit(objects, stratum.stratum(), each, visits.size() + 1, "T-")));
            stratum.substitutes()
                    .forEach(each ->
                            substitutes.add(visit(objects, stratum.stratum(), each, substitutes.size() + 1, "T-备-")));
        }
        return new Tasks(
                Tasks.FORMAT,
                HashAlgorithm.SHA_256,
                objects.draw().commitmentDigest(),
                "2024Q1",
                null,
                List.of(),
                List.of(new Tasks.OnRoster("NS-ZF-001", "检查员一", "执法科一队", visits.size(), List.of())),
                visits,
                substitutes,
                List.of(),
                "0".repeat(64));
    }

    private static Tasks.Visit visit(
            Drawing.Objects objects, String stratum, Selection.Drawn each, int place, String task) {
        var reason = new Tasks.Reason("declared", "与该单位有利害关系", "办法第六条");
        var object = objects.pool().member(stratum, each.id()).object();
        return new Tasks.Visit(
                place,
                each.id(),
                each.ticket(),
                object.creditCode(),
                object.name(),
                object.team(),
                "2024-01-02",
                "2024-03-31",
                2,
                List.of(),
                List.of(),
                List.of(new Tasks.Assigned("NS-ZF-001", "检查员一", "0", false)),
                1,
                List.of(),
                place == 1 ? List.of(new Tasks.Skip("NS-ZF-002", null, reason)) : List.of(),
                place == 1 ? 1 : 0,
                List.of(),
                List.of(new Tasks.Task(
                        task + place,
                        each.id(),
                        object.name(),
                        object.creditCode(),
                        stratum,
                        each.place(),
                        "类型",
                        "类别",
                        "任务",
                        "平台",
                        "抽取者",
                        "检查者",
                        "分拨者",
                        List.of(),
                        "待办",
                        "R",
                        "条款")));
    }

    private static XSSFWorkbook workbook(DrawRun.Made made) throws IOException {
        var out = new ByteArrayOutputStream();
        DrawWorkbook.write(made, out);
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }

    private static List<String> texts(XSSFSheet sheet, int row) {
        var texts = new ArrayList<String>();
        sheet.getRow(row).forEach(cell -> texts.add(cell.toString()));
        return texts;
    }

    @Test
    void givesAWorkbookOfTheDraw() throws Exception {
        var made = made(Set.of());
        var drawn = made.draw().strata().stream()
                .mapToInt(stratum -> stratum.drawn().size())
                .sum();
        var substitutes = made.draw().strata().stream()
                .mapToInt(stratum -> stratum.substitutes().size())
                .sum();
        try (var book = workbook(made)) {
            assertThat(IntStream.range(0, book.getNumberOfSheets()).mapToObj(book::getSheetName))
                    .containsExactly("任务清单", "备选", "人员", "回避说明", "名录变动", "验证说明");
            book.forEach(sheet -> {
                assertThat(sheet.getPrintSetup().getPaperSize()).isEqualTo(PrintSetup.A4_PAPERSIZE);
                assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
                assertThat(sheet.getHeader().getLeft()).contains("2024年第一季度第 1 次抽取");
            });
            var tasks = book.getSheet("任务清单");
            assertThat(texts(tasks, 1)).contains("对象编号", "单位名称", "抽样层", "对象类型", "执法队", "检查人员");
            assertThat(tasks.getLastRowNum()).isEqualTo(1 + drawn);
            assertThat(texts(tasks, 2)).contains("T-1", "检查员一、（缺 1 人）");
            assertThat(tasks.getRow(2).getCell(11).getLocalDateTimeCellValue().toLocalDate())
                    .isEqualTo("2024-01-02");
            var standing = book.getSheet("备选");
            assertThat(standing.getLastRowNum()).isEqualTo(1 + substitutes);
            assertThat(standing.getRow(0).getCell(0).toString()).contains("启用须写明理由");
            assertThat(texts(standing, 1)).contains("检查人员", "代替哪个对象", "启用理由");
            assertThat(texts(standing, 2)).contains("T-备-1", "检查员一、（缺 1 人）");
            assertThat(texts(book.getSheet("人员"), 2)).contains("NS-ZF-001");
            assertThat(texts(book.getSheet("回避说明"), 2)).contains("NS-ZF-002", "与该单位有利害关系", "办法第六条");
            assertThat(texts(book.getSheet("名录变动"), 1)).contains("变动", "原因");
            assertThat(book.getSheet("名录变动").getLastRowNum())
                    .isEqualTo(1 + made.review().rows().size());
            var said = new ArrayList<String>();
            for (Row row : book.getSheet("验证说明")) {
                row.forEach(cell -> said.add(cell.toString()));
            }
            assertThat(said)
                    .contains(made.draw().digest(), made.draw().commitmentDigest(), Draws.RESULTS.get(0), Draws.SECRET);
        }
    }

    @Test
    void givesAWorkbookOfAVoidDraw() throws Exception {
        var inputs = Draws.inputs();
        var draw = Draws.voided(Draws.commitment(inputs), inputs, "当期开奖取消");
        var review = PoolReviews.of(HashAlgorithm.SHA_256, inputs, Draws.pool(inputs), null, List.of());
        try (var book = workbook(new DrawRun.Made(EDITION, draw, null, review, Draws.pool(inputs)))) {
            assertThat(IntStream.range(0, book.getNumberOfSheets()).mapToObj(book::getSheetName))
                    .containsExactly("名录变动", "验证说明");
        }
    }

    @Test
    void tellsThePublicWhatTheEditionAllows() throws Exception {
        var made = made(Set.of());
        var before = Announcement.of(EDITION, made.draw(), made.tasks(), null, false);
        assertThat(before.period()).isEqualTo("2024年第一季度");
        assertThat(before.drawn()).isNull();
        assertThat(before.substitutes()).isNull();
        assertThat(before.withRecord()).isFalse();
        assertThat(before.keptBack()).extracting(Publication.Part::part).contains("drawn", "inspectors");
        assertThat(before.total().drawn()).isEqualTo(made.tasks().visits().size());
        assertThat(before.lines()).hasSameSizeAs(made.draw().commitment().strata());

        var after = Announcement.of(EDITION, made.draw(), made.tasks(), null, true);
        assertThat(after.drawn()).hasSize(made.tasks().visits().size()).allSatisfy(one -> {
            assertThat(one.name()).isNotNull();
            assertThat(one.inspectors()).isEmpty();
        });
        assertThat(after.withRecord()).isTrue();
        assertThat(after.keptBack()).extracting(Publication.Part::part).containsExactly("inspectors");
    }

    @Test
    void keepsBackWhatNoTableMakesPublic() {
        assertThat(new Publication(List.of()).allows(Publication.DRAWN, true)).isFalse();
    }

    /** A year of draws: whoever was not drawn comes first, so that nobody is drawn twice before all were once. */
    @Test
    void spreadsTheYearsPlacesEvenly() throws Exception {
        var history = new ArrayList<History.Entry>();
        var before = new HashSet<String>();
        Draw draw = null;
        for (int quarter = 1; quarter <= 3; quarter++) {
            if (draw != null) {
                draw.strata()
                        .forEach(stratum -> stratum.drawn()
                                .forEach(each -> history.add(new History.Entry(each.id(), null, List.of()))));
                history.forEach(entry -> before.add(entry.id()));
            }
            draw = made(Set.copyOf(before)).draw();
        }
        var figures = Expectation.of(draw, new History(history));
        assertThat(figures).isNotEmpty().anySatisfy(figure -> {
            assertThat(figure.places()).isGreaterThan(figure.objects() / 4);
            assertThat(figure.isEven()).isTrue();
        });
        for (var figure : figures) {
            assertThat(figure.times().stream()
                            .mapToInt(Expectation.Times::observed)
                            .sum())
                    .isEqualTo(figure.objects());
            assertThat(figure.times().stream()
                            .mapToInt(Expectation.Times::expected)
                            .sum())
                    .isEqualTo(figure.objects());
            assertThat(figure.times().stream()
                            .mapToInt(each -> each.times() * each.expected())
                            .sum())
                    .isEqualTo(figure.places());
        }
    }

    /** A draw by which one object is drawn again and again is seen. */
    @Test
    void showsWhereOneIsDrawnTooOften() throws Exception {
        var draw = made(Set.of()).draw();
        var stratum = draw.strata().stream()
                .filter(each -> each.drawn().size() > 3)
                .findFirst()
                .orElseThrow();
        var favourite = stratum.drawn().get(0).id();
        var history = new History(IntStream.range(0, 3)
                .mapToObj(i -> new History.Entry(favourite, null, List.of()))
                .toList());
        var figure = Expectation.of(draw, history).stream()
                .filter(each -> each.stratum().equals(stratum.stratum()))
                .findFirst()
                .orElseThrow();
        assertThat(figure.isEven()).isFalse();
        assertThat(figure.times().get(4).observed()).isEqualTo(1);
        assertThat(figure.times().get(4).expected()).isZero();
        assertThat(draw.pool().stream()
                        .filter(entry -> entry.tier() != PoolEntry.CLOSED)
                        .map(PoolEntry::id)
                        .collect(Collectors.toSet()))
                .contains(favourite);
        assertThat(stratum.drawn()).extracting(Selection.Drawn::place).startsWith(1, 2);
    }
}
