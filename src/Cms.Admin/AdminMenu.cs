using System.Reflection;
using Cms.Features;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Components;

namespace Cms.Admin;

/// <summary>A page of the admin.</summary>
/// <param name="Path">Its address below the tenant's, without a leading slash: <c>admin/content</c>.</param>
/// <param name="Component">Its component.</param>
/// <param name="About">What it says of itself.</param>
public sealed record AdminPage(string Path, Type Component, AdminPageAttribute About)
{
    /// <summary>Why the caller does not get to see it; null when it does.</summary>
    public PageRefusal? Refuse(Caller caller, Tenant tenant, TenantFeatures features) =>
        About.IsOfDefaultTenant && tenant.Name != Tenant.DefaultName ? PageRefusal.NotHere
        : About.Feature is { } feature && !features.Has(feature) ? PageRefusal.FeatureOff
        : !IsFor(caller) ? PageRefusal.NotAllowed
        : null;

    /// <summary>True when the caller has the permission for it.</summary>
    public bool IsFor(Caller caller) => About.Permission is not { } permission || caller.May(permission) || (About.AlsoWith is { } beginning && caller.MayAny(beginning));
}

/// <summary>Why somebody does not see a page.</summary>
public enum PageRefusal
{
    /// <summary>The permission is missing.</summary>
    NotAllowed,

    /// <summary>The feature is switched off.</summary>
    FeatureOff,

    /// <summary>This tenant has no such page.</summary>
    NotHere,
}

/// <summary>All pages of the admin, found by their attribute.</summary>
public static class AdminMenu
{
    /// <summary>The headings of the menu in their order, as keys of <c>Texts.resx</c>.</summary>
    public static IReadOnlyList<string> Groups { get; } = ["Group.Content", "Group.Site", "Group.People", "Group.System"];

    /// <summary>Every page, those of the menu in its order.</summary>
    public static IReadOnlyList<AdminPage> Pages { get; } =
    [
        .. from component in typeof(AdminMenu).Assembly.GetTypes()
           let about = component.GetCustomAttribute<AdminPageAttribute>()
           where about is not null
           from route in component.GetCustomAttributes<RouteAttribute>()
           orderby Groups.ToList().IndexOf(about.Group ?? ""), about.Order, route.Template
           select new AdminPage(route.Template.TrimStart('/'), component, about),
    ];

    /// <summary>The page that a component is; null for a component that is none.</summary>
    public static AdminPage? Find(Type component) => Pages.FirstOrDefault(page => page.Component == component);
}
