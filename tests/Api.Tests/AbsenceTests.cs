using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GridCase.Api.Tests;

/// <summary>Absences by whom they concern, and the posts that they leave to others.</summary>
public sealed class AbsenceTests
{
    private const string Urban = "440804-cgj";
    private static readonly string Clerk = ApiHost.PersonOf("clerk-cgj");

    [Fact]
    public async Task Everybody_notes_and_takes_back_the_own_absence()
    {
        await using var host = new ApiHost();
        var clerk = await host.As("clerk-cgj");
        var (from, to) = (ApiHost.Start, ApiHost.Start.AddDays(3));

        var noted = await (await clerk.PostAsJsonAsync("/api/directory/absences", new { from, to })).Json();
        var again = await (await clerk.PostAsJsonAsync("/api/directory/absences", new { personId = Clerk, from, to })).Json();
        var line = (await (await clerk.GetAsync("/api/directory/absences")).Json())["items"]!.AsArray().Single()!;

        Assert.Equal((2, true), (noted["version"]!.GetValue<int>(), noted["saved"]!.GetValue<bool>()));
        Assert.Equal((2, false), (again["version"]!.GetValue<int>(), again["saved"]!.GetValue<bool>()));
        Assert.Equal(Clerk, line["personId"]!.GetValue<string>());
        Assert.True(host.Stores.DirectorySource.Current.IsAbsent(Clerk, from));
        var taken = await clerk.DeleteAsync($"/api/directory/absences/{line["absenceId"]!.GetValue<string>()}");
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.False(host.Stores.DirectorySource.Current.IsAbsent(Clerk, from));
        await (await clerk.DeleteAsync($"/api/directory/absences/{line["absenceId"]!.GetValue<string>()}")).Problem(404, "unknown-entry");
    }

    [Fact]
    public async Task Only_an_administrator_notes_the_absence_of_another()
    {
        await using var host = new ApiHost();
        var absence = new { personId = Clerk, from = ApiHost.Start, to = ApiHost.Start.AddDays(1) };
        foreach (var user in new[] { "leader", "supervisor-centre", "worker-1", "auditor", "readonly" })
            await (await (await host.As(user)).PostAsJsonAsync("/api/directory/absences", absence)).Problem(403, "not-yours");

        Assert.Equal(HttpStatusCode.OK, (await (await host.As("admin")).PostAsJsonAsync("/api/directory/absences", absence)).StatusCode);

        await (await (await host.As("leader")).DeleteAsync($"/api/directory/absences/{Clerk}~20260213T010000Z")).Problem(403, "not-yours");
        Assert.Equal(HttpStatusCode.OK, (await (await host.As("admin")).DeleteAsync($"/api/directory/absences/{Clerk}~20260213T010000Z")).StatusCode);
    }

    [Fact]
    public async Task An_absence_that_cannot_be_is_refused()
    {
        await using var host = new ApiHost();
        var admin = await host.As("admin");
        await (await admin.PostAsJsonAsync("/api/directory/absences", new { from = ApiHost.Start, to = ApiHost.Start })).Problem(422, "directory-inconsistent");
        await (await admin.PostAsJsonAsync("/api/directory/absences", new { personId = "ghost", from = ApiHost.Start, to = ApiHost.Start.AddDays(1) })).Problem(422, "directory-inconsistent");
        await (await admin.PostAsJsonAsync("/api/directory/absences", new { from = ApiHost.Start, to = ApiHost.Start.AddYears(4) })).Problem(422, "absence-too-long");
        await (await admin.PostAsJsonAsync("/api/directory/absences", new { from = ApiHost.Start })).Problem(400, "missing-field");
        await (await admin.PostAsJsonAsync("/api/directory/absences", new { from = "2026-02-13", to = ApiHost.Start })).Problem(400, "invalid-value");
    }

    [Fact]
    public async Task While_somebody_is_away_the_list_of_vacancies_says_who_answers()
    {
        await using var host = new ApiHost();
        var county = host.Stores.DirectorySource.Current;
        await (await host.As("clerk-cgj")).PostAsJsonAsync("/api/directory/absences", new { from = ApiHost.Start, to = ApiHost.Start.AddDays(3) });

        var vacancies = await Vacancies(host, "supervisor-centre");
        var clerkPost = vacancies.Single(line => line!["post"]!.GetValue<string>() == "unit-clerk@" + Urban)!;

        Assert.Equal(county.Post("unit-clerk@" + Urban)!.DeputyId, clerkPost["answers"]!["personId"]!.GetValue<string>());
        Assert.Equal(Clerk, clerkPost["personId"]!.GetValue<string>());
        var posts = (await (await (await host.As("clerk-cgj")).GetAsync("/api/directory/posts")).Json())["items"]!.AsArray();
        Assert.All(posts, post => Assert.Equal(Urban, post!["unit"]!.GetValue<string>()));
        Assert.True(posts.Single(post => post!["code"]!.GetValue<string>() == "unit-clerk@" + Urban)!["away"]!.GetValue<bool>());
        await (await (await host.As("clerk-cgj")).GetAsync("/api/directory/vacancies")).Problem(403, "role-lacks-operation");
    }

    [Fact]
    public async Task Vacancies_and_absences_are_cut_to_what_the_caller_oversees()
    {
        await using var host = new ApiHost();
        var admin = await host.As("admin");
        var directory = host.Stores.DirectorySource.Current;
        var town = ApiHost.Accounts.First(account => account.User.StartsWith("supervisor-", StringComparison.Ordinal) && directory.Unit(account.Unit!)!.AreaPrefix is not null);
        var inside = directory.Grids.First(grid => grid.Code.StartsWith(directory.Unit(town.Unit!)!.AreaPrefix!, StringComparison.Ordinal));
        foreach (var person in new[] { Clerk, inside.WorkerId! })
            await admin.PostAsJsonAsync("/api/directory/absences", new { personId = person, from = ApiHost.Start, to = ApiHost.Start.AddDays(1) });

        var seen = await Vacancies(host, town.User);

        Assert.Equal(["grid-worker@" + inside.Code], seen.Select(line => line!["post"]!.GetValue<string>()));
        Assert.DoesNotContain((await (await (await host.As("worker-3")).GetAsync("/api/directory/absences")).Json())["items"]!.AsArray(), line => line!["personId"]!.GetValue<string>() == Clerk);
    }

    private static async Task<JsonArray> Vacancies(ApiHost host, string user) => (await (await (await host.As(user)).GetAsync("/api/directory/vacancies?limit=200")).Json())["items"]!.AsArray();
}
