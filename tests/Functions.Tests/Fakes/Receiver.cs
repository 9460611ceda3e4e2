using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GridCase.Functions.Tests.Fakes;

/// <summary>A webhook's receiver on this machine.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;

    public Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/notices", async (HttpContext http) =>
        {
            using var told = await JsonDocument.ParseAsync(http.Request.Body);
            if (Status == 204) Taken.Add(told.RootElement.GetProperty("id").GetString()!);
            return Results.StatusCode(Status);
        });
        app.StartAsync().Wait();
    }

    public int Status { get; init; } = 204;

    public List<string> Taken { get; } = [];

    public Uri Address => new(app.Urls.First() + "/notices");

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
