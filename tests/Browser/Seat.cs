using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace GridCase.Browser;

/// <summary>One person before one browser. What the page complains of is kept: a story ends badly when there is any.</summary>
internal sealed partial class Seat
{
    private readonly ConcurrentQueue<string> complaints = new();

    private Seat(IBrowserContext context, IPage page)
    {
        (Context, Page) = (context, page);
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            // The browser itself notes each answer that is no 2xx; what those mean is the page's to say.
            if (message.Type is "error" or "warning" && !Refused().IsMatch(message.Text)) complaints.Enqueue($"{message.Text} ({message.Location})");
        };
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Complaints => complaints;

    /// <param name="phone">390 by 844 with touch in place of a desk's 1440 by 900.</param>
    public static async Task<Seat> Take(IBrowser browser, Uri address, bool phone)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = "zh-CN",
            // The county's time counts wherever the browser stands.
            TimezoneId = "America/New_York",
            // What fades in has its colours at once.
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 900 },
            HasTouch = phone,
            IsMobile = phone,
        });
        context.SetDefaultTimeout(20_000);
        return new(context, await context.NewPageAsync());
    }

    [GeneratedRegex("Failed to load resource|net::ERR_INTERNET_DISCONNECTED|net::ERR_FAILED")]
    private static partial Regex Refused();
}
