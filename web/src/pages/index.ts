import type { Component } from 'svelte';
import type { Route } from '../route.svelte';
import Home from './Home.svelte';
import Lost from './Lost.svelte';

/** Home is here at once; the player, the uploads and the rest come when they are asked for. */
export async function pageOf(page: Route['page']): Promise<Component> {
  switch (page) {
    case 'home':
      return Home;
    case 'search':
      return (await import('./Search.svelte')).default;
    case 'watch':
      return (await import('./Watch.svelte')).default;
    case 'embed':
      return (await import('./Embed.svelte')).default;
    case 'upload':
      return (await import('./Upload.svelte')).default;
    case 'mine':
      return (await import('./Mine.svelte')).default;
    case 'edit':
      return (await import('./Edit.svelte')).default;
    case 'admin':
      return (await import('./Admin.svelte')).default;
    case 'settings':
      return (await import('./Settings.svelte')).default;
    case 'invite':
      return (await import('./Invite.svelte')).default;
    case 'login':
      return (await import('./Login.svelte')).default;
    case 'lost':
      return Lost;
  }
}
