package io.shuangsuiji.sheets.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.text.CsvSheet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HeaderSearchTest {
    private static final Columns KNOWN = new Columns(List.of(
            Column.of("id", "对象编号", true, List.of("对象编号", "编号")),
            Column.of("name", "单位名称", false, List.of("单位名称")),
            Column.of("type", "对象类型", true, List.of("对象类别")),
            new Column("level", "监管级别", List.of("监管等级"), Map.of("是否特殊", "特殊"), false),
            Column.of("rating", "环境信用等级", false, List.of("信用等级")),
            Column.of("grade", "涉VOCs企业分级", false, List.of("VOCs等级"))));

    @Example
    void shouldFindTheHeaderInTheFirstRow() throws IOException {
        var found = find("对象编号,对象类型\n1,储油库\n2,加油站\n");
        assertThat(found.row().number()).isEqualTo(1);
        assertThat(found.above()).isEmpty();
        assertThat(found.complete()).isTrue();
        assertThat(found.below()).extracting(row -> row.text(0)).containsExactly("1");
    }

    @Example
    void shouldFindTheHeaderBelowTitlesAndUnits() throws IOException {
        var found = find("南山区名录库,,\n\n填报单位：一队,,单位：个\n对象编号,单位名称,对象类型\n1,甲,储油库\n");
        assertThat(found.row().number()).isEqualTo(4);
        assertThat(found.above()).extracting(Row::number).containsExactly(1L, 3L);
        assertThat(found.headers()).containsExactly("对象编号", "单位名称", "对象类型");
    }

    @Example
    void shouldLookNoFurtherThanPeopleKeepAHeader() throws IOException {
        var header = "对象编号,对象类型\n1,储油库\n";
        assertThat(find("说明,x\n".repeat(HeaderSearch.WITHIN - 1) + header).complete())
                .isTrue();
        assertThat(find("说明,x\n".repeat(HeaderSearch.WITHIN) + header).recognised())
                .isZero();
    }

    @Example
    void shouldJoinARowOfGroupsAndTheRowBelowToOneHeader() throws IOException {
        var found = find("对象编号,单位名称,对象类型,监管情况,,\n,,,监管级别,信用等级,VOCs等级\n1,甲,储油库,重点,,\n");
        assertThat(found.headers()).containsExactly("对象编号", "单位名称", "对象类型", "监管级别", "信用等级", "VOCs等级");
        assertThat(found.row().number()).isEqualTo(2);
        assertThat(found.above()).isEmpty();
        assertThat(found.below()).extracting(row -> row.text(0)).containsExactly("1");
    }

    @Example
    void shouldJoinTheRowsOfAHeaderThatRepeatsItsCellsOverBoth() throws IOException {
        // what a merged cell of a workbook looks like
        var found = find("对象编号,对象类型,评价,评价\n对象编号,对象类型,信用等级,VOCs等级\n1,储油库,,C\n");
        assertThat(found.headers()).containsExactly("对象编号", "对象类型", "信用等级", "VOCs等级");
        assertThat(found.row().number()).isEqualTo(2);
    }

    @Example
    void shouldReadARowOfGroupsAboveAWholeHeaderAsATitle() throws IOException {
        var found = find("基本情况,,评价情况\n对象编号,对象类型,信用等级\n1,储油库,\n");
        assertThat(found.headers()).containsExactly("对象编号", "对象类型", "信用等级");
        assertThat(found.row().number()).isEqualTo(2);
        assertThat(found.below()).hasSize(1);
    }

    @Example
    void shouldFindTwoHeaderRowsBelowATitle() throws IOException {
        var found = find("名录库,,,\n对象编号,对象类型,评价,\n,,信用等级,VOCs等级\n1,储油库,,C\n");
        assertThat(found.above()).extracting(Row::number).containsExactly(1L);
        assertThat(found.columns().position("grade")).isEqualTo(3);
    }

    @Property(tries = 200)
    void shouldNeverTakeARowOfDataForPartOfTheHeader(
            @ForAll("headers") List<String> header, @ForAll("cells") List<String> cells) throws IOException {
        var data = IntStream.range(0, header.size())
                .mapToObj(i -> header.get(i).equals("对象编号") ? "PW-1" : cells.get(i))
                .toList();
        var found = find(String.join(",", header) + "\n" + String.join(",", data) + "\n");
        assertThat(found.row().number()).isEqualTo(1);
        assertThat(found.headers()).isEqualTo(header);
        assertThat(found.below()).extracting(Row::texts).containsExactly(data);
    }

    @Example
    void shouldTakeTheRowThatNamesTheMostColumns() throws IOException {
        var found = find("编号,备注\n对象编号,对象类型,监管等级\n1,储油库,重点\n");
        assertThat(found.row().number()).isEqualTo(2);
        assertThat(found.recognised()).isEqualTo(3);
    }

    @Example
    void shouldCountAMarkAsAColumn() throws IOException {
        assertThat(find("对象编号,对象类型,是否特殊\n1,储油库,是\n").recognised()).isEqualTo(3);
    }

    @Example
    void shouldFindNoneInATableThatHasNone() throws IOException {
        var found = find("PW-1,储油库\nPW-2,加油站\n");
        assertThat(found.recognised()).isZero();
        assertThat(found.complete()).isFalse();
        assertThat(find(",\n\n").row()).isNull();
    }

    @Provide
    Arbitrary<List<String>> headers() {
        return Arbitraries.of("单位名称", "监管级别", "备注", "环境信用等级", "街道", "说明")
                .list()
                .uniqueElements()
                .ofMaxSize(5)
                .map(others -> java.util.stream.Stream.concat(List.of("对象编号", "对象类型").stream(), others.stream())
                        .toList());
    }

    /** Cells of data, among them one that is a header elsewhere. */
    @Provide
    Arbitrary<List<String>> cells() {
        var data =
                Arbitraries.of("储油库", "", "重点", "甲", "1", "2024-03-05").list().ofSize(7);
        var name = Arbitraries.of("监管级别", "信用等级", "VOCs等级", "单位名称", "对象类型");
        return Combinators.combine(data, name, Arbitraries.integers().between(0, 6))
                .as((cells, header, at) -> {
                    var all = new ArrayList<>(cells);
                    all.set(at, header);
                    return all;
                });
    }

    private static HeaderSearch.Found find(String csv) throws IOException {
        var sheet = new CsvSheet(Source.of("名录.csv", csv.getBytes(StandardCharsets.UTF_8)), Limits.SMALL);
        try (var rows = sheet.rows()) {
            return HeaderSearch.in(rows, KNOWN);
        }
    }
}
