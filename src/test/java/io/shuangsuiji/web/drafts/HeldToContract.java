package io.shuangsuiji.web.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.shuangsuiji.web.Contract;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;

/** Holds whatever passes against the document, and remembers which operations went well. */
final class HeldToContract implements Filter {
    private final Contract contract = Contract.served();
    private final Set<String> tried = new TreeSet<>();

    /** The operations that were answered as they should. */
    Set<String> tried() {
        return tried;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification answerSpec, FilterContext context) {
        var answer = context.next(request, answerSpec);
        var path = URI.create(request.getURI()).getRawPath();
        var operation = contract.operation(request.getMethod(), path)
                .orElseThrow(() -> new AssertionError(request.getMethod() + " " + path + " is not in the document"));
        contract.accepts(operation, answer);
        if (answer.statusCode() < 300) {
            tried.add(operation);
            if ("application/json".equals(request.getContentType())) {
                assertThat(contract.againstRequest(operation, request.getBody()))
                        .as(operation)
                        .isEmpty();
            }
        }
        return answer;
    }
}
