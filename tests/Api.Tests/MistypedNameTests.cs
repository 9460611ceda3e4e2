using System.Net;
using System.Net.Http.Json;

namespace GridCase.Api.Tests;

/// <summary>A case that is named with characters no code has is as unknown as any other that there is not.</summary>
public sealed class MistypedNameTests(GateTests.Shared shared) : IClassFixture<GateTests.Shared>
{
    private readonly ApiHost host = shared.Of;

    [Theory]
    [InlineData(null, "/open311/v2/requests/!-2.json", 404)]
    [InlineData(null, "/open311/v2/requests.json?service_request_id=!-2", 200)]
    [InlineData("dispatcher", "/api/cases/!-2", 404)]
    [InlineData("dispatcher", "/api/cases/x'-2", 404)]
    [InlineData("dispatcher", "/api/cases?q=1-!-!-2", 200)]
    [InlineData("auditor", "/api/audit?caseId=!-2", 404)]
    public async Task It_is_not_found(string? user, string path, int status)
    {
        var answer = await (user is null ? host.Anonymous : await host.As(user)).GetAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 200) Assert.DoesNotContain("440804-", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_merged_into_it()
    {
        var caseId = await host.Accept("MISTYPED-1");
        await (await (await host.As("dispatcher")).PostAsJsonAsync($"/api/cases/{caseId}/commands", new { command = "merge", into = "!-2" })).Problem((int)HttpStatusCode.UnprocessableEntity, "unknown-target");
    }
}
