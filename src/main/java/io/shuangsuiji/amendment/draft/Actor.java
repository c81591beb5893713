package io.shuangsuiji.amendment.draft;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/**
 * Who does something.
 *
 * @param name as the service knows them; the log and the published edition bear it
 * @param roles what they may do
 * @param from the address that they call from, or null where it is not known
 */
public record Actor(String name, Set<Role> roles, String from) {
    /** What somebody may do. */
    public enum Role {
        /** Write drafts and send them for approval. */
        EDITOR,
        /** Approve, publish and withdraw. */
        APPROVER
    }

    /** Somebody who calls from nowhere in particular. */
    public Actor(String name, Set<Role> roles) {
        this(name, roles, null);
    }

    /** Copies the roles. */
    public Actor {
        roles = Set.copyOf(roles);
    }

    /** True where one of the names is theirs, however it is written: {@code Li.Si} is {@code li.si}. */
    public boolean isAmong(Collection<String> names) {
        return names.stream().anyMatch(each -> key(each).equals(key(name)));
    }

    /** What is the same for two ways to write one name. */
    public static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    public void require(Role role) throws AmendmentRefused {
        if (!roles.contains(role)) {
            throw new AmendmentRefused(
                    AmendmentRefused.Why.NOT_PERMITTED,
                    role == Role.EDITOR
                            ? name + " 没有编辑权限（editor） / the role editor is needed"
                            : name + " 没有审批权限（approver） / the role approver is needed");
        }
    }
}
