package io.shuangsuiji.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.shuangsuiji.sheets.FieldProblem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An error as RFC 9457 has it.
 *
 * @param status the HTTP status
 * @param code what kind of error it is, for programs
 * @param title the same for people
 * @param detail what is wrong with this request, in Chinese and English
 * @param errors where it is wrong
 * @param more further members ({@code allowed}, {@code year} …)
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "code", "detail", "errors"})
public record Problem(
        int status,
        String code,
        String title,
        String detail,
        List<Place> errors,
        @JsonIgnore Map<String, Object> more) {
    /** {@code application/problem+json}. */
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    private static final String TYPES = "https://shuangsuiji.io/problems/";

    /**
     * One thing that is wrong.
     *
     * @param pointer the JSON Pointer into the body; empty for the whole, null where the body is not concerned
     * @param parameter the parameter of the path or query, null where the body is concerned
     * @param detail what was got and what is allowed, in Chinese and English
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Place(String pointer, String parameter, String detail) {
        /** A place in the body. */
        public static Place of(FieldProblem problem) {
            return new Place(problem.pointer(), null, problem.detail());
        }
    }

    /** A problem that concerns the request as a whole. */
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, List.of(), Map.of());
    }

    /** A parameter of the path or query that cannot be read, or is not an allowed value. */
    public static Problem parameter(String name, String detail) {
        return parameters(List.of(new Place(null, name, detail)));
    }

    /** Parameters of the path or query that cannot be read, or are not allowed values. */
    public static Problem parameters(List<Place> places) {
        var first = places.get(0);
        return of(400, "INVALID_PARAMETER", "参数有误 / invalid parameter", first.parameter() + "：" + first.detail())
                .at(places);
    }

    /** A body of a kind that is not taken there. */
    public static Problem unsupported(String type, List<String> allowed) {
        var accepted = String.join(", ", allowed);
        return of(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "不接受此格式 / unsupported media type",
                        "Content-Type 为 " + type + "，接受：" + accepted + " / this accepts " + accepted)
                .with("allowed", allowed);
    }

    /** The URI that names the kind of problem. */
    public String getType() {
        return TYPES + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The further members, beside the others in JSON. */
    @JsonAnyGetter
    public Map<String, Object> further() {
        return more;
    }

    /** This problem, with the places where it is. */
    public Problem at(List<Place> places) {
        return new Problem(status, code, title, detail, List.copyOf(places), more);
    }

    /** This problem with one more member. */
    public Problem with(String member, Object value) {
        var members = new LinkedHashMap<>(more);
        members.put(member, value);
        return new Problem(status, code, title, detail, errors, members);
    }

    /** To be thrown where the request ends here. */
    public ProblemException thrown() {
        return new ProblemException(this);
    }

    /** The answer. */
    public Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
