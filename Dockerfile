# docker build --tag healthlint .
# docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/content" healthlint check
FROM python:3.13-slim AS build
COPY . /source
RUN python -m venv /healthlint && /healthlint/bin/pip install --no-cache-dir /source

FROM python:3.13-slim
# git lists the files of a repository and tells what changed; the folder belongs to another user there.
RUN apt-get update && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*'
COPY --from=build /healthlint /healthlint
ENV PATH=/healthlint/bin:$PATH HEALTHLINT_CACHE_DIR=/cache
# Whoever runs the container may write to the cache.
RUN mkdir --mode=1777 /cache
WORKDIR /content
ENTRYPOINT ["healthlint"]
CMD ["check"]
