# Built here: the whole program with its C libraries (SQLite, libpq, OpenSSL, AWS-LC), from cargo and the image's own C compiler.
FROM rust:1-bookworm AS build
WORKDIR /build

# The dependencies are a layer of their own, built again only when one of these files changes. `.cargo` belongs to them:
# its LIBSQLITE3_FLAGS decide how SQLite is compiled. `cargo clean` forgets the stub, so that no file date can keep it alive.
COPY .cargo .cargo
COPY Cargo.toml Cargo.lock ./
RUN mkdir src \
    && echo 'fn main() {}' > src/main.rs \
    && touch src/lib.rs \
    && cargo build --release --locked --features postgres-tls \
    && cargo clean --release --package wps-network \
    && rm -r src

# Migrations, contract and guides are compiled in.
COPY migrations migrations
COPY openapi openapi
COPY docs docs
COPY src src
RUN cargo build --release --locked --features postgres-tls


FROM debian:bookworm-slim

# The roots for `sslmode=verify-full&sslrootcert=system`. The OpenSSL that is compiled in looks in /usr/local/ssl, hence the variable.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt

# The only place that is written to. It gets its owner before VOLUME: a new volume takes that over.
RUN install --directory --owner=10001 --group=10001 --mode=0750 /data
VOLUME /data
WORKDIR /data

COPY --from=build /build/target/release/wps-network /usr/local/bin/wps-network

ENV DATABASE_URL=sqlite:///data/wps-network.db \
    WPS_BIND=0.0.0.0:8080
EXPOSE 8080

# A number and not a name: Kubernetes' runAsNonRoot can't check names.
USER 10001:10001
STOPSIGNAL SIGTERM

# The program asks its own /readyz, so that no HTTP client has to be in the image.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["/usr/local/bin/wps-network", "healthcheck"]

ENTRYPOINT ["/usr/local/bin/wps-network"]
CMD ["serve"]

# Last, as they change with every build: `--build-arg VERSION=… --build-arg REVISION=$(git rev-parse HEAD)`.
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="wps-network" \
      org.opencontainers.image.description="The service on which the Women, Peace and Security Focal Points Network runs" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="docker.io/library/debian:bookworm-slim"
