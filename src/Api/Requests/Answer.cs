using System.Text;
using System.Text.Json;

namespace GridCase.Api.Requests;

/// <summary>JSON answers.</summary>
internal static class Answer
{
    public const string Json = "application/json; charset=utf-8";

    public static IResult Ok<T>(T answer) => Results.Json(answer, ApiJson.Options, statusCode: StatusCodes.Status200OK);

    public static IResult Created<T>(string location, T answer) => new CreatedAnswer(location, JsonSerializer.Serialize(answer, ApiJson.Options));

    /// <summary>An answer that was written before, as kept.</summary>
    public static IResult Kept(int status, string body) => Results.Text(body, Json, Encoding.UTF8, status);

    private sealed class CreatedAnswer(string location, string body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            return Kept(StatusCodes.Status201Created, body).ExecuteAsync(httpContext);
        }
    }
}
