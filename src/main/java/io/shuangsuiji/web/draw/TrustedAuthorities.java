package io.shuangsuiji.web.draw;

import io.shuangsuiji.draw.evidence.Authorities;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.ServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jboss.logging.Logger;

/** The time-stamping authorities that the operator has listed, as their files are now. */
@ApplicationScoped
public class TrustedAuthorities {
    private static final Logger LOG = Logger.getLogger(TrustedAuthorities.class);

    private final ServiceConfig config;

    TrustedAuthorities(ServiceConfig config) {
        this.config = config;
    }

    /** The authorities; none where no folder is configured. */
    public Authorities now() {
        try {
            var folder = config.timestampAuthorities();
            return folder.isEmpty() ? Authorities.NONE : Authorities.in(folder.get());
        } catch (IOException unreadable) {
            LOG.error("the certificates of time-stamping authorities cannot be read", unreadable);
            throw Problem.of(
                            503,
                            "AUTHORITIES_UNREADABLE",
                            "时间戳机构的证书无法读取 / the authorities' certificates cannot be read",
                            "请管理员检查 double-random.timestamp-authorities 的文件夹 / the operator should look at the folder of"
                                    + " double-random.timestamp-authorities")
                    .thrown();
        }
    }
}
