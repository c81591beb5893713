package io.shuangsuiji.amendment.draft;

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
