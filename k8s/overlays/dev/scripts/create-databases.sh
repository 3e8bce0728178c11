# Runs once, when PostgreSQL starts on an empty volume: one database per service, owned by a role that can do nothing
# in the others.
set -e

create() {
  psql --no-psqlrc --quiet --username "$POSTGRES_USER" --dbname postgres \
    --set ON_ERROR_STOP=1 --set name="$1" --set password="$2" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke all on database :"name" from public;
SQL
}

create contacts "$CONTACTS_DATABASE_PASSWORD"
create events "$EVENTS_DATABASE_PASSWORD"
create segments "$SEGMENTS_DATABASE_PASSWORD"
create automation "$AUTOMATION_DATABASE_PASSWORD"
