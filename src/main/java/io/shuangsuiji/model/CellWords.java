package io.shuangsuiji.model;

import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.model.cell.SimpleFeel;
import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import io.shuangsuiji.model.cell.SimpleFeel.Test;
import java.util.stream.Collectors;

/** What an input cell demands, as it stands in a sentence: 「属于 A、B」, 「不小于 10」. */
public final class CellWords {
    private CellWords() {}

    /** True where a cell names exactly one value: that the input is this value says it all. */
    public static boolean namesOneValue(Cell cell) {
        return SimpleFeel.tests(cell.feel())
                .filter(tests -> !tests.negated())
                .filter(tests -> tests.tests().size() == 1 && tests.tests().get(0) instanceof Test.Is)
                .isPresent();
    }

    /** The demand in words; of a formula its own text. */
    public static String demand(Cell cell) {
        var read = SimpleFeel.tests(cell.feel());
        if (read.isEmpty()) {
            return "满足 " + cell.feel().strip();
        }
        var tests = read.get().tests();
        boolean negated = read.get().negated();
        if (tests.stream().allMatch(Test.Is.class::isInstance)) {
            return tests.size() == 1
                    ? (negated ? "不" : "") + is(((Test.Is) tests.get(0)).value(), cell.type())
                    : (negated ? "不属于 " : "属于 ")
                            + tests.stream()
                                    .map(test -> CellText.word(test, cell.type(), false))
                                    .collect(Collectors.joining("、"));
        }
        var words = tests.stream().map(test -> words(test, cell.type())).collect(Collectors.joining(" 或 "));
        return negated ? "并非 " + words : words;
    }

    /** 「为「C」」, 「为 12」, 「为空」: text in brackets takes no space. */
    private static String is(Constant value, CellType type) {
        return value instanceof Constant.Null
                ? "为空"
                : value instanceof Constant.Text text
                        ? "为「" + text.value() + "」"
                        : "为 " + CellText.word(value, type, false);
    }

    private static String words(Test test, CellType type) {
        if (test instanceof Test.Compare compare) {
            var sign = switch (compare.operator()) {
                case ">=" -> "不小于 ";
                case ">" -> "大于 ";
                case "<=" -> "不大于 ";
                default -> "小于 ";
            };
            return sign + CellText.word(compare.value(), type, false);
        }
        if (test instanceof Test.Between between) {
            var ends = between.lowClosed()
                    ? between.highClosed() ? "含两端" : "含前不含后"
                    : between.highClosed() ? "含后不含前" : "不含两端";
            return "在 " + CellText.word(between.low(), type, false) + " 至 " + CellText.word(between.high(), type, false)
                    + " 之间（" + ends + "）";
        }
        return is(((Test.Is) test).value(), type);
    }
}
