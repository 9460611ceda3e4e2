using System.ComponentModel.DataAnnotations;

namespace GridCase.Api.Hosting;

/// <summary>How the HTTP surface behaves. Checked when the host starts.</summary>
public sealed class ApiOptions : IValidatableObject
{
    /// <summary>How long a session lasts after its last use, in the world's time even under a manual clock. 12 hours; 5 minutes to 7 days.</summary>
    public TimeSpan SessionLife { get; set; } = TimeSpan.FromHours(12);

    /// <summary>True when browsers reach the host by HTTPS only: the cookie is then never sent without it. False by default, since the first run is plain http on localhost.</summary>
    public bool SecureCookie { get; set; }

    /// <summary>
    /// True when the platform in front of the host signs people in (Easy Auth) and says who they are in a header which it takes from nobody else. False by default:
    /// without such a platform anybody could write that header.
    /// </summary>
    public bool PlatformSignIn { get; set; }

    /// <summary>True when people sign in with the accounts and passwords kept here. True by default.</summary>
    public bool AccountSignIn { get; set; } = true;

    /// <summary>How often a wrong password may be given for one user from one address in <see cref="SignInWindow"/>. 10; 3 to 1,000.</summary>
    [Range(3, 1000)]
    public int SignInFailuresPerUser { get; set; } = 10;

    /// <summary>How often wrong passwords may come from one address in <see cref="SignInWindow"/>, whatever the user. 100; 10 to 10,000.</summary>
    [Range(10, 10_000)]
    public int SignInFailuresPerAddress { get; set; } = 100;

    /// <summary>In which stretch of time failures are counted. 5 minutes; 1 minute to 1 day.</summary>
    public TimeSpan SignInWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Requests of one person per minute. 6,000; 60 to 10,000,000.</summary>
    [Range(60, 10_000_000)]
    public int PersonRequestsPerMinute { get; set; } = 6_000;

    /// <summary>Requests of one signing system per minute. 120,000; 60 to 10,000,000.</summary>
    [Range(60, 10_000_000)]
    public int SystemRequestsPerMinute { get; set; } = 120_000;

    /// <summary>Requests of one address per minute while nobody is signed in. 6,000; 60 to 10,000,000.</summary>
    [Range(60, 10_000_000)]
    public int AnonymousRequestsPerMinute { get; set; } = 6_000;

    /// <summary>How far the time stamp of a signed request may be from the host's. 5 minutes; 10 seconds to 15 minutes.</summary>
    public TimeSpan SignatureTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often an idle event stream says that it is alive. 15 seconds; 1 second to 2 minutes.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many event streams one person may hold open. 10; 1 to 100.</summary>
    [Range(1, 100)]
    public int StreamsPerPerson { get; set; } = 10;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SessionLife < TimeSpan.FromMinutes(5) || SessionLife > TimeSpan.FromDays(7)) yield return Out(nameof(SessionLife), "5 minutes to 7 days");
        if (SignInWindow < TimeSpan.FromMinutes(1) || SignInWindow > TimeSpan.FromDays(1)) yield return Out(nameof(SignInWindow), "1 minute to 1 day");
        if (SignatureTolerance < TimeSpan.FromSeconds(10) || SignatureTolerance > TimeSpan.FromMinutes(15)) yield return Out(nameof(SignatureTolerance), "10 seconds to 15 minutes");
        if (Heartbeat < TimeSpan.FromSeconds(1) || Heartbeat > TimeSpan.FromMinutes(2)) yield return Out(nameof(Heartbeat), "1 second to 2 minutes");
    }

    private static ValidationResult Out(string name, string limits) => new($"{name} is out of bounds: {limits}.", [name]);
}
