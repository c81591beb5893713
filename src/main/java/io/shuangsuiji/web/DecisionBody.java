package io.shuangsuiji.web;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * The body of a single decision, read whole and no further than {@code double-random.limits.decision-body}. A small one
 * is there before the resource is called, so that it need not wait on a thread of its own.
 *
 * @param bytes as they were sent
 */
record DecisionBody(byte[] bytes) {

    /** Reads it. */
    @Provider
    static class Reader implements MessageBodyReader<DecisionBody> {
        private final int limit;

        Reader(ServiceConfig config) {
            limit = config.limits().decisionBody().asBigInteger().intValueExact();
        }

        @Override
        public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
            return type == DecisionBody.class;
        }

        @Override
        public DecisionBody readFrom(
                Class<DecisionBody> type,
                Type generic,
                Annotation[] annotations,
                MediaType media,
                MultivaluedMap<String, String> headers,
                InputStream body) {
            try {
                var bytes = body.readNBytes(limit + 1);
                if (bytes.length > limit) {
                    throw Problems.tooLarge(limit).thrown();
                }
                return new DecisionBody(bytes);
            } catch (IOException broken) {
                throw Problem.of(
                                400,
                                "UNREADABLE_BODY",
                                "请求体无法读取 / the body cannot be read",
                                "请求体没有完整到达 / the body did not arrive whole")
                        .thrown();
            }
        }
    }
}
