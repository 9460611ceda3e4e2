using System.Collections.Concurrent;
using GridCase.Conformance.Rules;

namespace GridCase.Conformance.Counties;

/// <summary>
/// A GridCase that runs somewhere: an address, the accounts of its first start, and a way to wait. All tests of a run share one, which other runs may have used
/// before: nothing in it is taken to be empty, and nothing that a test made is touched by another.
/// </summary>
internal abstract class RunningCounty(Uri address, FirstAccounts accounts)
{
    private static readonly Lazy<Task<RunningCounty>> Shared = new(Open);
    private static readonly string Run = Convert.ToString(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 16);
    private static int number;
    private readonly ConcurrentDictionary<string, HttpClient> people = new();
    private HttpClient? hotline;

    /// <summary>The county of this run, under the rules that the tests count by.</summary>
    public static Task<RunningCounty> OfThisRun => Shared.Value;

    /// <summary>The time of the county.</summary>
    public abstract Task<DateTimeOffset> Now();

    /// <summary>Waits until a look finds something.</summary>
    /// <param name="look">Answers null while there is nothing yet.</param>
    /// <param name="within">County time; a host that runs by the world's clock gets some more for its own pace.</param>
    /// <exception cref="TimeoutException">It did not come.</exception>
    public abstract Task<T> Until<T>(Func<Task<T?>> look, TimeSpan within)
        where T : class;

    /// <summary>Taken by a scenario before it begins and given back when it is over: where one clock is moved for all, they go one after another.</summary>
    public abstract Task<IDisposable> Turn();

    /// <summary>A person with an account.</summary>
    public HttpClient As(string user) => people.GetOrAdd(user, one => Client(SignIn(one)));

    /// <summary>The 12345 hotline's system.</summary>
    public HttpClient Hotline() => hotline ??= Client(new SigningHandler(accounts.HotlineKey, accounts.HotlineSecret) { InnerHandler = Wire() });

    /// <summary>Somebody of whom nothing is known.</summary>
    public HttpClient Nobody() => Client(Wire());

    /// <summary>A number that no order of this or any other run has.</summary>
    public string Fresh() => $"CF-{Run}-{Interlocked.Increment(ref number)}";

    /// <summary>A telephone number that nobody else calls from.</summary>
    public string FreshPhone() => $"139{(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 100 + Interlocked.Increment(ref number) % 100) % 100_000_000:00000000}";

    /// <summary>How one account signs in here.</summary>
    protected virtual DelegatingHandler SignIn(string user) => new SessionHandler(new(address, "/api/session"), user, accounts.Passwords[user]) { InnerHandler = Wire() };

    protected static HttpMessageHandler Wire() => new SocketsHttpHandler { UseCookies = false };

    private static async Task<RunningCounty> Open()
    {
        RunningCounty county = RemoteCounty.Address is { } url ? await RemoteCounty.Open(url) : await EmbeddedCounty.Open();
        await new TestRules(county).InForce();
        return county;
    }

    private HttpClient Client(HttpMessageHandler handler) => new(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(100) };
}
