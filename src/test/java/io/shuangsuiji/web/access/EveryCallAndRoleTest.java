package io.shuangsuiji.web.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.shuangsuiji.access.AccessTable;
import io.shuangsuiji.access.AccessTable.Row;
import io.shuangsuiji.access.AccessTable.Who;
import io.shuangsuiji.access.User;
import io.shuangsuiji.web.Contract;
import io.shuangsuiji.web.RoutesOffered;
import io.shuangsuiji.web.drafts.DraftFolders;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the table of access, every operation of OpenAPI and every page, as everybody. */
@QuarkusTest
@TestProfile(EveryCallAndRoleTest.People.class)
class EveryCallAndRoleTest {
    private static final Map<String, Set<String>> PEOPLE = Map.of(
            "guest", Set.of(),
            "viewer", Set.of(User.VIEWER),
            "editor", Set.of(User.EDITOR),
            "approver", Set.of(User.APPROVER));
    private static final AccessTable TABLE = AccessTable.shipped();

    /** One person of each role, and one of none; each password is the name and " password". */
    public static final class People extends DraftFolders {
        /** Cheap: every call proves it again. */
        private static final int COST = 4;

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                var file = Files.createTempDirectory("users").resolve("users.properties");
                Files.write(
                        file,
                        PEOPLE.entrySet().stream()
                                .map(one -> one.getKey() + "="
                                        + BcryptUtil.bcryptHash(one.getKey() + " password", COST)
                                        + one.getValue().stream()
                                                .map(role -> "," + role)
                                                .collect(Collectors.joining()))
                                .toList());
                var all = new HashMap<>(super.getConfigOverrides());
                all.put("double-random.access.users-file", file.toString());
                return all;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    @Inject
    RoutesOffered offered;

    @Test
    void shouldHaveARowForEveryOperationAndPage() {
        var calls = new ArrayList<>(Contract.served().operations());
        calls.addAll(offered.calls());
        assertThat(calls).hasSizeGreaterThan(60).allSatisfy(call -> {
            var parts = call.split(" ");
            assertThat(TABLE.row(parts[0], concrete(parts[1]))).as(call).isPresent();
        });
        // and none that leads nowhere
        assertThat(TABLE.rows())
                .allSatisfy(row -> assertThat(offered.calls().stream()
                                .anyMatch(call -> concrete(call).equals(row.method() + " " + concrete(row.path()))))
                        .as(row.toString())
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "guest", "viewer", "editor", "approver"})
    void shouldLetInWhomTheTableAllows(String name) {
        for (var row : TABLE.rows()) {
            // these ask who somebody is, not what they may do
            if (row.who() == Who.PUBLIC) {
                continue;
            }
            for (var accept : List.of("application/json", "text/html")) {
                assertThat(outcome(call(row, name, accept)))
                        .as("%s %s as %s", row, accept, name)
                        .isEqualTo(expected(row, name, accept));
            }
        }
    }

    private enum Outcome {
        LET_IN,
        ASKED_TO_SIGN_IN,
        REFUSED
    }

    private static Outcome expected(Row row, String name, String accept) {
        if (row.who() == Who.OPEN) {
            return Outcome.LET_IN;
        }
        if (name.isEmpty()) {
            return Outcome.ASKED_TO_SIGN_IN;
        }
        return row.allows(PEOPLE.get(name)) ? Outcome.LET_IN : Outcome.REFUSED;
    }

    private static Outcome outcome(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isNotEqualTo(500);
        var location = answer.header("Location");
        if (answer.statusCode() == 401 || answer.statusCode() == 303 && "/login".equals(location)) {
            return Outcome.ASKED_TO_SIGN_IN;
        }
        return answer.statusCode() == 403 ? Outcome.REFUSED : Outcome.LET_IN;
    }

    private static Response call(Row row, String name, String accept) {
        var request = given().accept(accept).redirects().follow(false);
        if (!name.isEmpty()) {
            request.auth().preemptive().basic(name, name + " password");
        }
        if (!row.method().equals("GET")) {
            request.contentType("application/json").body("{}");
        }
        return request.request(row.method(), concrete(row.path()));
    }

    private static String concrete(String path) {
        return path.replaceAll("\\{kind[^}]*}", "check").replaceAll("\\{[^}]*}", "x1");
    }
}
