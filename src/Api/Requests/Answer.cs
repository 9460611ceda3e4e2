using System.Text;
using System.Text.Json;

namespace GridCase.Api.Requests;

/// <summary>JSON answers.</summary>
internal static class Answer
{
    public const string Json = "application/json; charset=utf-8";

    public static IResult Ok<T>(T answer) => Results.Json(answer, ApiJson.Options, statusCode: StatusCodes.Status200OK);

    public static IResult Created<T>(string location, T answer) => new LocatedAnswer(location, StatusCodes.Status201Created, JsonSerializer.Serialize(answer, ApiJson.Options));

    /// <summary>Begun, and to be followed at the address.</summary>
    public static IResult Accepted<T>(string location, T answer) => new LocatedAnswer(location, StatusCodes.Status202Accepted, JsonSerializer.Serialize(answer, ApiJson.Options));

    /// <summary>An answer that was written before, as kept.</summary>
    public static IResult Kept(int status, string body) => Results.Text(body, Json, Encoding.UTF8, status);

    private sealed class LocatedAnswer(string location, int status, string body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            return Kept(status, body).ExecuteAsync(httpContext);
        }
    }
}
