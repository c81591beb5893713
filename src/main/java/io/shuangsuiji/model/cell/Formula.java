package io.shuangsuiji.model.cell;

import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.work.BoundedParser;
import io.shuangsuiji.model.work.TooMuchWork;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.kie.dmn.api.feel.runtime.events.FEELEvent;
import org.kie.dmn.api.feel.runtime.events.FEELEventListener;
import org.kie.dmn.feel.lang.impl.FEELBuilder;
import org.kie.dmn.feel.lang.impl.FEELImpl;
import org.kie.dmn.feel.lang.types.BuiltInType;
import org.kie.dmn.feel.runtime.events.SyntaxErrorEvent;
import org.kie.dmn.feel.runtime.events.UnknownVariableErrorEvent;

/** Says at once what is wrong with a formula that somebody writes: its syntax, or a name that nothing has. */
public final class Formula {
    private static final FEELImpl ENGINE = (FEELImpl) FEELBuilder.builder().build();
    private static final int MAX_LENGTH = 2000;
    private static final Pattern UNKNOWN = Pattern.compile("'(.*)'");

    private Formula() {}

    /**
     * What is wrong, in Chinese and English, or null.
     *
     * @param names what it may refer to
     */
    public static String problem(Role role, String feel, List<String> names) {
        if (feel.length() > MAX_LENGTH) {
            return "公式太长：" + feel.length() + " 字，最多 " + MAX_LENGTH + " 字 / the formula is too long";
        }
        try {
            BoundedParser.check(role == Role.TESTS, feel, names);
        } catch (TooMuchWork endless) {
            return endless.getMessage();
        }
        var events = new ArrayList<FEELEvent>();
        var compiler = ENGINE.newCompilerContext(Set.<FEELEventListener>of(events::add));
        names.forEach(name -> compiler.addInputVariableType(name, BuiltInType.UNKNOWN));
        try {
            if (role == Role.TESTS) {
                compiler.addInputVariableType("?", BuiltInType.UNKNOWN);
                ENGINE.processUnaryTests(feel, compiler);
            } else {
                ENGINE.compile(feel, compiler);
            }
        } catch (RuntimeException afterAnError) {
            // the engine goes on with what it could not parse; names of types are checked with the whole edition
        }
        var unknown = new LinkedHashSet<String>();
        for (var event : events) {
            if (event instanceof SyntaxErrorEvent error) {
                return "公式「" + feel + "」语法有误，在第 " + (error.getColumn() + 1) + " 个字符附近；文字要加英文引号；" + known(names)
                        + " / syntax error near character " + (error.getColumn() + 1);
            }
            if (event instanceof UnknownVariableErrorEvent && !feel.contains("instance of")) {
                var name = UNKNOWN.matcher(event.getMessage());
                unknown.add(name.find() ? name.group(1) : event.getMessage());
            }
        }
        return unknown.isEmpty()
                ? null
                : "公式「" + feel + "」里的「" + String.join("」「", unknown) + "」不认识；" + known(names) + " / unknown: "
                        + String.join(", ", unknown);
    }

    private static String known(List<String> names) {
        return names.isEmpty() ? "这里没有可用的名称" : "可用的名称：" + String.join("、", names);
    }
}
