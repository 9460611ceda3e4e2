using GridCase.Api.Problems;
using GridCase.Workflows.Directory;

namespace GridCase.Api.SignIn;

/// <summary>Set by a host on a request that it makes itself out of a message which the platform has authenticated: the request is that of a system of this purpose.</summary>
public sealed record TrustedSystem(KeyPurpose Purpose);

/// <summary>Takes requests of trusted systems for those of the first usable key of their purpose, in whose name they act.</summary>
internal sealed class TrustedSystems(RequestDelegate next, TimeProvider time)
{
    public async Task Invoke(HttpContext http, IAccountStore accounts, IDirectorySource directory)
    {
        if (http.Features.Get<TrustedSystem>() is { } system)
        {
            var now = time.GetUtcNow();
            var usable = (await accounts.LoadKeys(http.RequestAborted)).Keys.Where(key => key.Purpose == system.Purpose && key.IsUsableAt(now));
            var key = usable.FirstOrDefault() ?? throw ProblemException.NotSignedIn("no-key", $"There is no usable key of the purpose {system.Purpose}, in whose name the message could be taken.");
            http.SetCaller(directory.Current.Person(key.ActsAs) is { } person ? new(person, directory.Current, key) : throw ProblemException.NotSignedIn("no-key", "The key acts for nobody whom the directory knows."));
        }

        await next(http);
    }
}
