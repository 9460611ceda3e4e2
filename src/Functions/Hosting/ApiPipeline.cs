using GridCase.Api.Hosting;
using GridCase.Api.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GridCase.Functions.Hosting;

/// <summary>The HTTP surface of <c>src/Api</c> as a pipeline without a server: each door hands it the context of its request.</summary>
/// <remarks>It has services of its own, so that its routes and options and those of the Functions worker do not mix.</remarks>
internal sealed class ApiPipeline : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RequestDelegate pipeline;

    public ApiPipeline(Action<IServiceCollection> ports, Action<ApiOptions> options, ILoggerFactory logs)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(ApiPipeline).Assembly.GetName().Name });
        builder.Services.AddSingleton(logs);
        ports(builder.Services);
        builder.Services.AddGridCaseApi(options);
        app = builder.Build();
        app.UseGridCaseApi();
        pipeline = ((IApplicationBuilder)app).Build();
    }

    /// <summary>The services that the API runs with.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Answers a request.</summary>
    public async Task Answer(HttpContext http)
    {
        var (services, endpoint, values) = (http.RequestServices, http.GetEndpoint(), http.Request.RouteValues);
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            // What the worker has matched is the function; which door of the API it is, is found anew.
            http.SetEndpoint(null);
            http.Request.RouteValues = new RouteValueDictionary();
            http.RequestServices = scope.ServiceProvider;
            await pipeline(http).ConfigureAwait(false);
        }
        finally
        {
            http.SetEndpoint(endpoint);
            http.Request.RouteValues = values;
            http.RequestServices = services;
        }
    }

    /// <summary>Answers a request that the host makes itself, out of a message; gives status and body.</summary>
    public async Task<(int Status, string Body)> Ask(string method, string path, BinaryData body, IReadOnlyDictionary<string, string> headers, TrustedSystem system, CancellationToken cancellation)
    {
        var http = new DefaultHttpContext { RequestAborted = cancellation };
        http.Features.Set(system);
        var request = http.Request;
        (request.Method, request.Path, request.Scheme, request.Host, request.ContentType) = (method, path, "https", new("localhost"), "application/json");
        (request.Body, request.ContentLength) = (body.ToStream(), body.ToMemory().Length);
        foreach (var (name, value) in headers) request.Headers[name] = value;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        http.RequestServices = app.Services;
        await Answer(http).ConfigureAwait(false);
        return (http.Response.StatusCode, System.Text.Encoding.UTF8.GetString(answer.ToArray()));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
