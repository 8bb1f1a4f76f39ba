using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cms.Storage.PostgreSql.Migrations.Tenant
{
    /// <inheritdoc />
    public partial class FieldFunctions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Values of fields out of a version's JSON, for conditions, orders and their indexes.
            migrationBuilder.Sql("""
                CREATE FUNCTION cms_text(parts jsonb, path text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                    SELECT CASE WHEN jsonb_typeof(parts #> string_to_array(path, '.')) = 'string' THEN parts #>> string_to_array(path, '.') END $$;
                CREATE FUNCTION cms_text_start(parts jsonb, path text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                    SELECT left(CASE WHEN jsonb_typeof(parts #> string_to_array(path, '.')) = 'string' THEN parts #>> string_to_array(path, '.') END, 500) $$;
                CREATE FUNCTION cms_number(parts jsonb, path text) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                    SELECT CASE WHEN jsonb_typeof(parts #> string_to_array(path, '.')) = 'number' THEN (parts #>> string_to_array(path, '.'))::numeric END $$;
                CREATE FUNCTION cms_boolean(parts jsonb, path text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                    SELECT CASE WHEN jsonb_typeof(parts #> string_to_array(path, '.')) = 'boolean' THEN (parts #>> string_to_array(path, '.'))::boolean END $$;
                CREATE FUNCTION cms_moment(parts jsonb, path text) RETURNS timestamptz LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET timezone = 'UTC' AS $$
                BEGIN
                    RETURN date_trunc('milliseconds', (parts #>> string_to_array(path, '.'))::timestamptz);
                EXCEPTION WHEN invalid_datetime_format OR datetime_field_overflow THEN
                    RETURN NULL;
                END $$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP FUNCTION cms_text, cms_text_start, cms_number, cms_boolean, cms_moment CASCADE");
        }
    }
}
