package io.shuangsuiji.web.plan;

import io.shuangsuiji.plan.PlanParameters;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.web.access.FormTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * A parameter of an edition's plans as a form asks for it.
 *
 * @param name under which it is sent
 * @param label what it is
 * @param kind of HTML's inputs: {@code number}, {@code date} or {@code text}
 * @param required true where a plan cannot do without
 * @param value what was given before
 */
public record ParameterField(String name, String label, String kind, boolean required, String value) {

    /** The parameters of an edition, those of single teams behind that for all. */
    public static List<ParameterField> of(Edition edition, Map<String, String> given) {
        var fields = new ArrayList<ParameterField>();
        var names = PlanParameters.names(edition);
        for (var parameter : PlanInputs.parameters(edition.models())) {
            var teams = names.stream()
                    .filter(name -> name.startsWith(parameter.name() + "."))
                    .toList();
            fields.add(field(parameter, parameter.name(), parameter.label(), teams.isEmpty(), given));
            teams.forEach(name -> fields.add(field(
                    parameter,
                    name,
                    parameter.label() + "：" + name.substring(parameter.name().length() + 1),
                    false,
                    given)));
        }
        return List.copyOf(fields);
    }

    /** The texts of a form, without its token; a file is none. */
    public static SortedMap<String, String> texts(MultipartFormDataInput form) {
        var texts = new TreeMap<String, String>();
        form.getValues()
                .forEach((name, values) -> values.stream()
                        .filter(value -> !value.isFileItem() && !name.equals(FormTokens.FIELD))
                        .findFirst()
                        .ifPresent(value -> texts.put(name, value.getValue())));
        return texts;
    }

    private static ParameterField field(
            Field parameter, String name, String label, boolean alone, Map<String, String> given) {
        var kind = parameter.type().kind();
        return new ParameterField(
                name,
                label,
                kind == Kind.NUMBER ? "number" : kind == Kind.DATE ? "date" : "text",
                alone && !parameter.type().optional(),
                given.getOrDefault(name, ""));
    }
}
