package io.shuangsuiji.draw.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a commitment that somebody hands in, and says what is wrong with it member by member. */
final class CommitmentFile {
    private static final List<String> MEMBERS = Stream.of(Commitment.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    /** The members that may have no value. */
    private static final Set<String> NULLABLE = Set.of("predecessor", "replaces");

    /** The part that it was handed in as. */
    private final String at;

    private CommitmentFile(String at) {
        this.at = at;
    }

    /**
     * The commitment of a file's bytes.
     *
     * @param at a pointer to the part that it was handed in as
     * @throws InvalidInput where they are none, or not to the byte as it was published
     */
    static Commitment read(byte[] bytes, String at) {
        return new CommitmentFile(at).read(bytes);
    }

    private Commitment read(byte[] bytes) {
        var tree = tree(bytes);
        var problems = new ArrayList<FieldProblem>();
        var format = tree.path("format");
        if (!format.isTextual() || !format.textValue().equals(Commitment.FORMAT)) {
            throw refused(
                    at + "/format",
                    "应为承诺（" + Commitment.FORMAT + "），收到 " + Listed.shortened(format.asText("")),
                    "expected a commitment (" + Commitment.FORMAT + "), got " + Listed.shortened(format.asText("")));
        }
        tree.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                problems.add(
                        new FieldProblem(FieldProblem.pointer(at, name), "承诺没有这个成员 / a commitment has no such member"));
            }
        });
        for (var name : MEMBERS) {
            if (!tree.has(name)) {
                problems.add(new FieldProblem(at + "/" + name, "承诺缺少这个成员 / the commitment lacks this member"));
            }
        }
        nulls(tree, at, problems);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return document(bytes);
    }

    private Commitment document(byte[] bytes) {
        try {
            return CanonicalJson.read(bytes, Commitment.class)
                    .orElseThrow(() -> refused(
                            at,
                            "承诺与公布的不是逐字节相同：成员次序、空白或转义变了，请上传原文件",
                            "the commitment is not in its canonical form, byte for byte: hand in the file as it was"
                                    + " published"));
        } catch (JsonMappingException other) {
            var member = new StringBuilder(at);
            other.getPath()
                    .forEach(step -> member.append('/')
                            .append(step.getFieldName() == null ? step.getIndex() : step.getFieldName()));
            throw refused(
                    member.toString(),
                    "缺少、多余，或不是规定的类型（文字要加引号，数不加）",
                    "missing, unknown, or not of its type: texts are quoted, numbers are not");
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed);
        }
    }

    private static void nulls(JsonNode node, String pointer, List<FieldProblem> problems) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                nulls(node.get(i), pointer + "/" + i, problems);
            }
        } else if (node.isNull() && !NULLABLE.contains(FieldProblem.key(pointer))) {
            problems.add(new FieldProblem(pointer, "不能没有值 / must have a value"));
        } else {
            node.properties()
                    .forEach(member ->
                            nulls(member.getValue(), FieldProblem.pointer(pointer, member.getKey()), problems));
        }
    }

    private JsonNode tree(byte[] bytes) {
        try {
            var tree = CanonicalJson.tree(bytes);
            if (tree == null || !tree.isObject()) {
                throw refused(at, "承诺应为 JSON 文档", "the commitment should be a JSON document");
            }
            return tree;
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private InvalidInput malformed(JsonProcessingException malformed) {
        var where = malformed.getLocation();
        var line = where == null ? 1 : where.getLineNr();
        return refused(
                at,
                "承诺不是 JSON：第 " + line + " 行有误，或有成员写了两次",
                "the commitment is no JSON: malformed on line " + line + ", or a member is there twice");
    }

    private static InvalidInput refused(String pointer, String chinese, String english) {
        return new InvalidInput(List.of(new FieldProblem(pointer, chinese + " / " + english)));
    }
}
