using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PromptGen;

namespace Demo;

/// <summary>Everything that a template can say.</summary>
[SystemRole("You are {mood}, and it is {now:dddd}.")]
public partial interface IShop
{
    /// <summary>Members, formats and lists.</summary>
    [Prompt("""
        {order.Customer.Name} ({order.Customer.Since.Year}) ordered {order.Lines.Count} things for {order.Total:F2}:
        - {order.Tags:\n- }
        on {order.Shipped}, {order.Days:, } {pair.Left} {{not this}}
        """)]
    Task<string> ConfirmAsync(Order order, (int Left, bool? Right) pair, Mood mood, DateTime now, CancellationToken cancellationToken = default);

    /// <summary>Values as JSON.</summary>
    [Prompt("{order:json} {order.Customer:json} {lines:json} {maybe:json} {mood:json} {number:json} {text:json}")]
    Task<Line> RemindAsync(Order order, IReadOnlyList<Line?> lines, Mood? maybe, Mood mood, int number, string text, DateTime now, CancellationToken cancellationToken = default);
}

/// <summary>An order.</summary>
public sealed record Order(Customer? Customer, IReadOnlyList<Line> Lines, decimal Total)
{
    /// <summary>When it was shipped.</summary>
    public DateOnly? Shipped => Total > 0 ? DateOnly.MinValue : null;

    /// <summary>A list that is a struct.</summary>
    public ImmutableArray<string> Tags => [.. Lines.Select(static line => line.Article)];

    /// <summary>A list of values.</summary>
    public IEnumerable<DateTime?> Days => Lines.Select(static _ => (DateTime?)null);
}

/// <summary>Who ordered.</summary>
public sealed record Customer(string Name, [property: Range(0, 9)] int? Rank)
{
    /// <summary>Since when.</summary>
    public DateTime Since => new(2000 + (Rank ?? 0), 1, 1, 0, 0, 0, DateTimeKind.Utc);
}

/// <summary>What was ordered.</summary>
public sealed record Line(string Article, int @class);

/// <summary>How it goes.</summary>
public enum Mood
{
    /// <summary>Well.</summary>
    Good,

    /// <summary>Not well.</summary>
    Bad,
}
