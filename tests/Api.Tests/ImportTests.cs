using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Tests;

/// <summary>CSV files at their door: encodings, bounds, faults, dry runs.</summary>
public sealed class ImportTests
{
    private const string People = "id,name,unit,roles,scope\nn-1,张三,440804-cgj,unit-clerk,440804-cgj\nn-2,\"李,四\",440804-cgj,unit-clerk,440804-cgj\n";

    [Fact]
    public async Task A_dry_run_says_what_a_run_then_does_and_a_second_run_changes_nothing()
    {
        await using var host = new ApiHost();

        var dry = await (await Send(host, "people", People, "&dryRun=true")).Json();
        Assert.Equal(1, host.Stores.DirectorySource.Current.Version);
        var run = await (await Send(host, "people", People, "&expectedVersion=1&reason=" + Uri.EscapeDataString("新人"))).Json();
        var again = await (await Send(host, "people", People, "&expectedVersion=2")).Json();

        Assert.Equal((2, 2, 0, 0, false), Numbers(dry));
        Assert.Equal((2, 2, 0, 0, true), Numbers(run));
        Assert.Equal((2, 0, 0, 2, false), Numbers(again));
        Assert.Equal(dry["changes"]!.ToJsonString(), run["changes"]!.ToJsonString());
        Assert.Equal(("person n-2", "added", 3), (run["changes"]![1]!["entry"]!.GetValue<string>(), run["changes"]![1]!["kind"]!.GetValue<string>(), run["changes"]![1]!["row"]!.GetValue<int>()));
        Assert.Equal("李,四", host.Stores.DirectorySource.Current.Person("n-2")!.DisplayName);
        var line = (await (await (await host.As("admin")).GetAsync("/api/directory/history")).Json())["items"]!.AsArray().Single()!;
        Assert.Equal(("import-people", "新人", 2), (line["what"]!.GetValue<string>(), line["reason"]!.GetValue<string>(), line["added"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Faults_are_named_by_row_and_column_and_nothing_is_written()
    {
        await using var host = new ApiHost();

        var problem = await (await Send(host, "people", "id,name,roles,scope\nn-1,张三,unit-clerk,440804\n\nn-2,=HYPERLINK(1),国王,440804\n", "&expectedVersion=1")).Problem(422, "import-has-faults");

        var fault = Assert.Single(problem["findings"]!.AsArray())!;
        Assert.Equal((4, "name", "=HYPERLINK(1)"), (fault["row"]!.GetValue<int>(), fault["column"]!.GetValue<string>(), fault["value"]!.GetValue<string>()));
        Assert.NotNull(fault["remedy"]);
        Assert.Equal(1, host.Stores.DirectorySource.Current.Version);
        await (await Send(host, "people", "id,name,roles,scope\nn-1,=1,unit-clerk,440804\n", "&dryRun=true")).Problem(422, "import-has-faults");
        await (await Send(host, "people", "id,name\nn-1,张\"三\n", "&expectedVersion=1")).Problem(422, "import-has-faults");
        await (await Send(host, "people", "id,name\nn-1,\"张三\n", "&expectedVersion=1")).Problem(422, "import-has-faults");
    }

    [Fact]
    public async Task UTF_8_with_or_without_a_mark_is_read_and_GB18030_is_named()
    {
        await using var host = new ApiHost();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var marked = new byte[] { 0xEF, 0xBB, 0xBF }.Concat(Encoding.UTF8.GetBytes(People)).ToArray();

        Assert.Equal(HttpStatusCode.OK, (await Send(host, "people", marked, "&dryRun=true")).StatusCode);
        var gb = await (await Send(host, "people", Encoding.GetEncoding("GB18030").GetBytes(People), "&dryRun=true")).Problem(400, "not-utf8");
        var torn = await (await Send(host, "people", [0x69, 0x64, 0xFF, 0x0A], "&dryRun=true")).Problem(400, "not-utf8");
        await (await Send(host, "people", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(People)).ToArray(), "&dryRun=true")).Problem(400, "not-utf8");

        Assert.Contains("GB18030", gb["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("GB18030", torn["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_with_one_file_is_read_too()
    {
        await using var host = new ApiHost();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(People)), "file", "people.csv" } };

        var answer = await (await host.As("admin")).PostAsync("/api/directory/import?what=people&expectedVersion=1", form);

        Assert.Equal((2, 2, 0, 0, true), Numbers(await answer.Json()));
        using var empty = new MultipartFormDataContent { { new StringContent("x"), "field" } };
        await (await (await host.As("admin")).PostAsync("/api/directory/import?what=people&expectedVersion=2", empty)).Problem(400, "missing-file");
    }

    [Fact]
    public async Task Bounds_and_addresses_are_held()
    {
        await using var host = new ApiHost();
        await (await Send(host, "people", new byte[(5 * 1024 * 1024) + 1], "&dryRun=true")).Problem(413, "too-large");
        await (await Send(host, "people", "id\n" + string.Concat(Enumerable.Repeat("a\n", 50_001)), "&dryRun=true")).Problem(422, "too-many-rows");
        await (await Send(host, "people", "", "&dryRun=true")).Problem(400, "empty-file");
        await (await Send(host, "planets", People, "&dryRun=true")).Problem(400, "invalid-value");
        await (await Send(host, "people", People, "&dryRun=maybe")).Problem(400, "invalid-value");
        await (await Send(host, "people", People, "")).Problem(400, "missing-field");
        await (await Send(host, "people", People, "&expectedVersion=9")).Problem(409, "directory-changed");
        await (await (await host.As("admin")).PostText("/api/directory/import?what=people&dryRun=true", "{}")).Problem(415, "unsupported-media-type");
        foreach (var user in new[] { "auditor", "leader", "worker-1" }) await (await Send(host, "people", People, "&dryRun=true", user)).Problem(403, "role-lacks-operation");
    }

    [Fact]
    public async Task Villages_that_are_new_in_a_town_that_is_not_count_as_added_only()
    {
        await using var host = new ApiHost();
        var town = ApiHost.County.Units.First(unit => unit.Kind == UnitKind.Town);
        var known = ApiHost.County.Units.First(unit => unit.ParentCode == town.Code);
        var text = $"code12,name,town_code,town_name,county_code\n{town.AreaPrefix}888,新村,{town.AreaPrefix},{town.Name},440804\n{known.Code},{known.Name},{town.AreaPrefix},{town.Name},440804\n330502001005,外村,330502001,外镇,330502\n";

        var result = await (await Send(host, "divisions", text, "&expectedVersion=1")).Json();

        Assert.Equal((3, 1, 0, 1, true), Numbers(result));
        Assert.Equal(1, result["passedOver"]!.GetValue<int>());
    }

    [Fact]
    public async Task Ten_thousand_rows_and_one_come_in_at_once()
    {
        await using var host = new ApiHost();
        var text = "id,name,roles,scope\n" + string.Concat(Enumerable.Range(1, 10_001).Select(number => $"n-{number},人{number},read-only,440804\n"));

        Assert.Equal((10_001, 10_001, 0, 0, true), Numbers(await (await Send(host, "people", text, "&expectedVersion=1")).Json()));
        Assert.Equal(ApiHost.County.People.Length + 10_001, host.Stores.DirectorySource.Current.People.Count);
    }

    [Fact]
    public async Task An_import_does_not_take_the_last_administrator_s_role()
    {
        await using var host = new ApiHost();
        var admins = ApiHost.County.People.Where(person => person.Roles.Contains(Role.Administrator)).Select(person => $"{person.Id},auditor\n");

        await (await Send(host, "people", "id,roles\n" + string.Concat(admins), "&expectedVersion=1")).Problem(409, "last-administrator");
    }

    private static (int, int, int, int, bool) Numbers(JsonNode result) => (
        result["rows"]!.GetValue<int>(), result["added"]!.GetValue<int>(), result["changed"]!.GetValue<int>(), result["unchanged"]!.GetValue<int>(), result["saved"]!.GetValue<bool>());

    private static Task<HttpResponseMessage> Send(ApiHost host, string what, string text, string query, string user = "admin") => Send(host, what, Encoding.UTF8.GetBytes(text), query, user);

    private static async Task<HttpResponseMessage> Send(ApiHost host, string what, byte[] bytes, string query, string user = "admin")
    {
        var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        return await (await host.As(user)).PostAsync($"/api/directory/import?what={what}{query}", content);
    }
}
