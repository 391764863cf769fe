using System.Text;
using Analytics.Domain.Collection;

namespace Analytics.TestKit;

/// <summary>Events that are right in everything a test does not speak of.</summary>
public static class Events
{
    /// <summary>Noon of 1 March 2024.</summary>
    public static DateTimeOffset Noon { get; } = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <param name="id">Unique within the tenant.</param>
    /// <param name="at">Null for <see cref="Noon"/>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="actor">A user id; null for nobody.</param>
    /// <param name="properties">A JSON object.</param>
    public static NewEvent New(
        string id, DateTimeOffset? at = null, string name = "seen", string? actor = null, string properties = "{}") =>
        new(id, name, at ?? Noon, Noon, Encoding.UTF8.GetBytes(properties)) { UserId = actor };
}
