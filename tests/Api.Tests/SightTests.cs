using System.Collections.Immutable;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Tests;

/// <summary>Who sees which case, by role and place (design §9).</summary>
public sealed class SightTests : IClassFixture<SightTests.Two>
{
    private readonly Two county;

    public SightTests(Two county) => this.county = county;

    [Theory]
    // A hotline order in worker-1's village, held by the urban management office with the traffic office as helper.
    [InlineData("dispatcher", true)]
    [InlineData("supervisor-centre", true)]
    [InlineData("leader", true)]
    [InlineData("admin", true)]
    [InlineData("auditor", true)]
    [InlineData("readonly", true)]
    [InlineData("hotline-operator", true)]
    [InlineData("clerk-cgj", true)]
    [InlineData("clerk-jtj", true)]
    [InlineData("clerk-sfj", false)]
    [InlineData("worker-1", true)]
    [InlineData("worker-2", false)]
    [InlineData("worker-3", false)]
    [InlineData("town", true)]
    [InlineData("town-supervisor", true)]
    [InlineData("village", true)]
    [InlineData("other-town", false)]
    [InlineData("other-town-supervisor", false)]
    public async Task A_case_is_seen_by_those_whose_place_or_work_it_is(string user, bool sees)
    {
        var client = await county.Host.As(county.Account(user));
        var answer = await client.GetAsync($"/api/cases/{county.Held}");
        if (sees) Assert.True(answer.IsSuccessStatusCode);
        else await answer.Problem(404, "unknown-case");
        var listed = (await (await client.GetAsync("/api/cases?limit=200")).Json())["items"]!.AsArray().Any(line => line!["caseId"]!.GetValue<string>() == county.Held);
        Assert.Equal(sees, listed);
    }

    [Fact]
    public async Task The_hotline_sees_no_case_of_another_channel()
    {
        var client = await county.Host.As("hotline-operator");
        await (await client.GetAsync($"/api/cases/{county.Reported}")).Problem(404, "unknown-case");
        var listed = (await (await client.GetAsync("/api/cases")).Json())["items"]!.AsArray();
        Assert.Equal([county.Held], listed.Select(line => line!["caseId"]!.GetValue<string>()));
        Assert.Empty((await (await client.GetAsync("/api/cases?channel=grid")).Json())["items"]!.AsArray());
    }

    [Theory]
    [InlineData(Role.Dispatcher, "440804", true, null)]
    [InlineData(Role.Supervisor, "440804100", false, "440804100")]
    [InlineData(Role.UnitClerk, "440804", false, null)]
    [InlineData(Role.UnitClerk, "440804-cgj", false, null)]
    [InlineData(Role.UnitClerk, "440804100201", false, "440804100201")]
    [InlineData(Role.GridWorker, "440804100201", false, null)]
    [InlineData(Role.GridWorker, "440804100201001", false, "440804100201001")]
    [InlineData(Role.Hotline, "440804", false, null)]
    public void A_role_takes_of_the_scope_what_it_needs(Role role, string scope, bool whole, string? prefix)
    {
        var sight = Sight.Of(new("p", "名", "u", [role], [], scope), county.Host.Stores.DirectorySource.Current);
        Assert.Equal(whole, sight.Scope.WholeCounty);
        Assert.Equal(prefix, sight.Scope.DivisionPrefix);
    }

    [Fact]
    public void Two_roles_see_what_either_sees()
    {
        var directory = county.Host.Stores.DirectorySource.Current;
        var both = Sight.Of(new("p", "名", "440804-cgj", [Role.UnitClerk, Role.Dispatcher], ImmutableArray<string>.Empty, "440804"), directory);
        Assert.True(both.Scope.WholeCounty);
        var hotlineToo = Sight.Of(new("p", "名", "440804-cgj", [Role.Hotline, Role.UnitClerk], [], "440804-cgj"), directory);
        Assert.False(hotlineToo.HotlineOnly);
        Assert.True(hotlineToo.SeesHotline);
    }

    /// <summary>One county with two cases, one of them the hotline's.</summary>
    public sealed class Two : IAsyncLifetime
    {
        public ApiHost Host { get; } = new();

        public string Held { get; private set; } = "";

        public string Reported { get; private set; } = "";

        /// <summary>Accounts by what they are to the place of the case.</summary>
        public string Account(string name)
        {
            var village = ApiHost.AccountOf("worker-1").Unit!;
            var town = ApiHost.County.Units.Single(unit => unit.Code == village).ParentCode!;
            var towns = ApiHost.County.Units.Where(unit => unit.Kind == UnitKind.Town).ToList();
            var other = towns.First(unit => unit.Code != town).Code;
            return name switch
            {
                "village" => "clerk-" + village,
                "town" => UserOf(town, Role.UnitClerk),
                "town-supervisor" => UserOf(town, Role.Supervisor),
                "other-town" => UserOf(other, Role.UnitClerk),
                "other-town-supervisor" => UserOf(other, Role.Supervisor),
                _ => name,
            };
        }

        public async Task InitializeAsync()
        {
            Held = await Host.Accept("Z-1");
            await Host.Move("dispatcher", Held, new { command = "triage" });
            await Host.Move("dispatcher", Held, new { command = "dispatch", unit = "440804-cgj", helpers = new[] { "440804-jtj" } });
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/reports")
            {
                Content = System.Net.Http.Json.JsonContent.Create(new
                {
                    kind = "report",
                    category = "dispute",
                    title = "题",
                    text = "文",
                    gridCode = ApiHost.GridOf("worker-3"),
                    observedAt = "2026-02-13T08:30:00+08:00",
                }),
                Headers = { { "Idempotency-Key", "z" } },
            };
            Reported = (await (await (await Host.As("worker-3")).SendAsync(request)).Json())["caseId"]!.GetValue<string>();
        }

        public async Task DisposeAsync() => await Host.DisposeAsync();

        private static string UserOf(string unit, Role role) => ApiHost.Accounts.First(account => account.Unit == unit && account.Roles.Contains(role)).User;
    }
}
