package io.shuangsuiji.web.drafts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.header.Spelling;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.intake.Upload;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * JSON bodies as records, with the place of what is wrong: a key that is not known is refused, since passed over it would
 * be lost without a word; one that a record does not mark as left out where null ({@link JsonInclude}) is required.
 */
public final class JsonBody {
    private static final int MOST = 1 << 20;

    private JsonBody() {}

    /**
     * Reads.
     *
     * @throws io.shuangsuiji.decision.json.MalformedJson where the body is no JSON
     * @throws InvalidInput where it is not what the type asks for
     */
    public static <T> T read(InputStream body, TypeReference<T> type) {
        return of(Json.read(bytes(body)), type);
    }

    /**
     * The same of what was read already, or put together from a form.
     *
     * @throws InvalidInput where it is not what the type asks for
     */
    public static <T> T of(Object json, TypeReference<T> type) {
        try {
            var value = Json.mapper().convertValue(json, type);
            var missing = new ArrayList<FieldProblem>();
            if (value == null) {
                missing.add(new FieldProblem("", "应为 JSON，收到 null / expected JSON, got null"));
            }
            collect(value, "", missing);
            if (!missing.isEmpty()) {
                throw new InvalidInput(missing);
            }
            return value;
        } catch (IllegalArgumentException wrong) {
            if (wrong.getCause() instanceof JsonMappingException at) {
                throw new InvalidInput(List.of(new FieldProblem(pointer(at), detail(at))));
            }
            throw wrong;
        }
    }

    private static byte[] bytes(InputStream body) {
        var bytes = Upload.bytes(body, MOST);
        if (bytes.length == 0) {
            throw Problem.of(400, "BODY_REQUIRED", "缺少请求体 / a body is required", "请求体应为 JSON / the body must be JSON")
                    .thrown();
        }
        return bytes;
    }

    private static void collect(Object value, String pointer, List<FieldProblem> missing) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) == null) {
                    missing.add(new FieldProblem(pointer + "/" + i, "不能为 null / must not be null"));
                }
                collect(list.get(i), pointer + "/" + i, missing);
            }
        } else if (value instanceof Record && !value.getClass().isAnnotationPresent(JsonInclude.class)) {
            for (var component : value.getClass().getRecordComponents()) {
                try {
                    if (component.getAccessor().invoke(value) == null
                            && !component.getAccessor().isAnnotationPresent(JsonInclude.class)) {
                        missing.add(new FieldProblem(
                                FieldProblem.pointer(pointer, component.getName()),
                                "缺少 " + component.getName() + " / " + component.getName() + " is required"));
                    }
                } catch (ReflectiveOperationException ownRecord) {
                    throw new IllegalStateException(ownRecord);
                }
            }
        }
    }

    private static String pointer(JsonMappingException wrong) {
        var pointer = "";
        for (var step : wrong.getPath()) {
            pointer = FieldProblem.pointer(
                    pointer, step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName());
        }
        return wrong instanceof InvalidTypeIdException kind
                ? FieldProblem.pointer(pointer, discriminator(kind))
                : pointer;
    }

    private static String detail(JsonMappingException wrong) {
        if (wrong instanceof UnrecognizedPropertyException unknown) {
            var known =
                    unknown.getKnownPropertyIds().stream().map(Object::toString).toList();
            var meant = Spelling.nearest(unknown.getPropertyName(), known);
            return "未知的键" + meant.map(word -> "，疑为 " + word + " 之误").orElse("") + "；允许：" + String.join("、", known)
                    + " / unknown key"
                    + meant.map(word -> ": did you mean " + word + "?").orElse("");
        }
        if (wrong instanceof InvalidTypeIdException kind) {
            return "应为 " + String.join("、", kinds(kind)) + "，收到 " + kind.getTypeId()
                    + " / expected one of the kinds listed";
        }
        if (wrong instanceof InvalidFormatException form && form.getTargetType() == LocalDate.class) {
            return "应为存在的日期，如 2024-03-20，收到 \"" + form.getValue() + "\" / expected a date such as 2024-03-20";
        }
        var target = wrong instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (target == null) {
            return "取值有误 / not allowed";
        }
        if (target == LocalDate.class) {
            return "应为日期，如 2024-03-20 / expected a date such as 2024-03-20";
        }
        if (target == String.class) {
            return "应为文字 / expected a text";
        }
        if (target == int.class) {
            return "应为整数 / expected an integer";
        }
        return Collection.class.isAssignableFrom(target) ? "应为数组 / expected an array" : "应为对象 / expected an object";
    }

    private static String discriminator(InvalidTypeIdException kind) {
        return kind.getBaseType()
                .getRawClass()
                .getAnnotation(JsonTypeInfo.class)
                .property();
    }

    private static List<String> kinds(InvalidTypeIdException kind) {
        var types = kind.getBaseType()
                .getRawClass()
                .getAnnotation(JsonSubTypes.class)
                .value();
        return Arrays.stream(types).map(JsonSubTypes.Type::name).toList();
    }
}
