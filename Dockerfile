FROM python:3.13-slim AS base
RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /app

FROM base AS build
COPY Makefile requirements.txt ./
RUN make install

FROM base
RUN useradd --system --uid 10001 --home-dir /app clusterix && install -d -o clusterix /data
COPY --from=build /app/.venv .venv
COPY . .
USER clusterix
ENV HOST=0.0.0.0 PORT=8000 DATA_DIR=/data PYTHONDONTWRITEBYTECODE=1
VOLUME /data
EXPOSE 8000
HEALTHCHECK --start-period=60s CMD [".venv/bin/python", "manage.py", "health"]
CMD ["make", "-s", "run"]
