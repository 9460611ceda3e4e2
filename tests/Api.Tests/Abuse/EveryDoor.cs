using GridCase.Api.Hosting;
using Microsoft.AspNetCore.Routing;

namespace GridCase.Api.Tests.Abuse;

/// <summary>One door of the running host: a method at an address, and what its plate says.</summary>
internal sealed record OneDoor(string Method, string Path, Door Plate, OpensToKeys? Keys, TakesKey? Key)
{
    public bool Reads => Method is "GET" or "HEAD";

    /// <summary>It never ends its answer by itself.</summary>
    public bool Streams => Plate.Offers.Contains("text/event-stream");
}

/// <summary>Every door there is, found from the host and not from a list, so that a new one is probed as well.</summary>
internal static class EveryDoor
{
    private static readonly Lazy<IReadOnlyList<OneDoor>> Found = new(Find);

    public static IReadOnlyList<OneDoor> All => Found.Value;

    public static OneDoor Of(string method, string path) => All.Single(door => door.Method == method && door.Path == path);

    public static TheoryData<string, string> Where(Func<OneDoor, bool> which)
    {
        var data = new TheoryData<string, string>();
        foreach (var door in All.Where(which)) data.Add(door.Method, door.Path);
        return data;
    }

    private static OneDoor[] Find()
    {
        var host = new ApiHost();
        try
        {
            return
            [
                .. from endpoint in host.Endpoints
                   let plate = endpoint.Metadata.GetMetadata<Door>()
                   where plate is not null
                   from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                   select new OneDoor(method, endpoint.RoutePattern.RawText!, plate, endpoint.Metadata.GetMetadata<OpensToKeys>(), endpoint.Metadata.GetMetadata<TakesKey>()),
            ];
        }
        finally
        {
            host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
